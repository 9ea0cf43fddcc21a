(* true if: s/2 <= d/3 <= d/ *)
(** Theorem 1.9 without its exception. *)
From Coq Require Import Reals Lra Lia.
From DlnCert.theory Require Import Definitions Concavity.
Open Scope R_scope.
Theorem negative nu d s : strip nu -> (2 <= d)%nat -> chamber d s ->
  negative_definite d (hessian nu d s).
Proof. intros Hn Hd Hs. apply Theorem_1_9; [exact Hn|lia| |exact Hs]. intros [_ E]. lia. Qed.
