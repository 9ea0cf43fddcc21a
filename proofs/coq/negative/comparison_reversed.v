(* true if: s/y <= x/x <= y/ *)
(** Lemma 6.2 with the two singular values exchanged. *)
From Coq Require Import Reals Lra.
From DlnCert.theory Require Import Definitions Equilibrium.
Open Scope R_scope.
Theorem negative nu x y : strip nu -> 0 < x -> 0 < y -> y <= x -> h nu y x <= h nu x y.
Proof. intros Hn Hx Hy H. apply Lemma_6_2; [exact Hn|lra]. Qed.
