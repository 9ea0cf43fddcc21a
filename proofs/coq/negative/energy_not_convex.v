(* true if: s/spectral_energy/convex_energy/ *)
(** Lemma 6.3 under Definition 1.1 alone. *)
From Coq Require Import Reals Lra.
From DlnCert.theory Require Import Definitions Equilibrium Minimiser.
Open Scope R_scope.
Theorem negative phi dphi psi dpsi d K : spectral_energy phi dphi psi dpsi d -> 0 < K ->
  exists s, 0 < s /\ balance dphi psi dpsi d s = K.
Proof.
  intros HE HK. destruct (Lemma_6_3 phi dphi psi dpsi d HE K HK) as [s [H1 [H2 _]]].
  now exists s.
Qed.
