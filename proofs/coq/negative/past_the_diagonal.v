(* true if: s/- 1 <= u/0 <= u/ *)
(** I3 on a range of u that goes past the diagonal u = 0 of the chamber. *)
From Coq Require Import Reals Lra.
From DlnCert.theory Require Import Definitions Core.
Open Scope R_scope.
Theorem negative nu u : strip nu -> - 1 <= u -> m nu u <= (1 - nu) * tanh (u / 2).
Proof. intros Hn Hu. apply I3; [exact Hn|lra]. Qed.
