(* true if: s~s' s ->~s s' ->~ *)
(** An upper bound without the first singular values, at smaller ones of the others. *)
From Coq Require Import Reals.
From DlnCert.theory Require Import Definitions Monotone Loewner.
Open Scope R_scope.
Theorem negative nu m n s s' v : strip nu -> orthant (m + n) s -> below (m + n) s' s ->
  form (m + n) (hessian nu (m + n) s) (later m v) <= form n (hessian nu n (fun i => s' (m + i)%nat)) v.
Proof. intros Hn Ho Hb. now apply entropy_hessian_without_first. Qed.
