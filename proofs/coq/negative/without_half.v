(* true if: s/2\/2/1\/2/ *)
(** The entropy without its factor 1/2. *)
From Coq Require Import Reals Lra.
From DlnCert.theory Require Import Sums Definitions Entropy.
Open Scope R_scope.
Theorem negative nu d s : 0 < nu -> open_chamber d s ->
  entropy nu d s = 2/2 * \sum_(i < j < d)
    ln (nu * (((s i)^2 - (s j)^2) / (Rpower (s i) (2 * nu) - Rpower (s j) (2 * nu)))).
Proof. intros Hn Hs. rewrite entropy_finite_depth by assumption. reflexivity. Qed.
