(* true if: s/below d s' s ->/below d s s' ->/ *)
(** The Hessian of the entropy increases where singular values decrease. *)
From Coq Require Import Reals.
From DlnCert.theory Require Import Definitions Monotone Loewner.
Open Scope R_scope.
Theorem negative nu d s s' v : strip nu -> orthant d s -> below d s' s ->
  form d (hessian nu d s) v <= form d (hessian nu d s') v.
Proof. intros Hn Ho Hb. now apply entropy_hessian_increases. Qed.
