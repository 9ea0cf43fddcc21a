(* true if: s/6 \/ 10/1 \/ 2/ *)
(** I1 does not hold for nu up to 0.6. *)
From Coq Require Import Reals Lra.
From DlnCert.theory Require Import Definitions Core.
Open Scope R_scope.
Theorem negative nu u : 0 <= nu <= 6 / 10 -> 0 <= Delta nu u.
Proof. intros H. apply I1. unfold strip. lra. Qed.
