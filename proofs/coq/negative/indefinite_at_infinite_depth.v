(* true if: s/0 <= nu <= 1/0 < nu <= 1/ *)
(** X-2 and Theorem 1.10 do not extend to infinite depth. *)
From Coq Require Import Reals Lra.
From DlnCert.theory Require Import Definitions Riemannian.
Open Scope R_scope.
Theorem negative nu d s : 0 <= nu <= 1/2 -> (2 <= d)%nat -> chamber d s ->
  indefinite d (entropy_riemannian_hessian d 1 nu s).
Proof. intros Hn Hd Hs. apply X_2; try assumption; lra. Qed.
