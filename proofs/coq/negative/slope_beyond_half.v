(* true if: s/nu < 1 ->/nu < 1\/2 ->/ *)
(** The summand of the gradient is convex: for depths between N = 1 and N = 2 as well. *)
From Coq Require Import Reals Lra.
From DlnCert.theory Require Import Definitions Loewner.
Open Scope R_scope.
Theorem negative nu u : 0 <= nu < 1 -> 0 < slope_determinant nu u.
Proof. intros Hn. apply slope_determinant_pos. lra. Qed.
