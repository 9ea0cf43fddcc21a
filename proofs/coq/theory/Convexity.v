(** * Remark 6.4: the free energy is strictly convex

    For a convex energy, and in all cases but [N = d = 2], the free energy is strictly convex on
    the open orthant.  (The remark goes on by symmetry: a unique minimiser is fixed by every
    permutation.  Minimiser.v reaches the same conclusion without it.) *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient
  Hessian Blocks Concavity Equilibrium Minimiser.
Open Scope R_scope.

(** A function of one variable whose derivative increases lies below its chords. *)
Lemma convex_1d (G G' : R -> R) t :
  (forall r, 0 <= r <= 1 -> is_derive G r (G' r)) ->
  (forall a b, 0 <= a < b -> b <= 1 -> G' a <= G' b) ->
  0 < t < 1 -> G t <= (1 - t) * G 0 + t * G 1.
Proof.
  intros HG Hinc Ht.
  destruct (MVT_cor2 G G' 0 t ltac:(lra)) as [a [Ea Ba]].
  { intros; apply is_derive_Reals, HG; lra. }
  destruct (MVT_cor2 G G' t 1 ltac:(lra)) as [b [Eb Bb]].
  { intros; apply is_derive_Reals, HG; lra. }
  assert (H := Hinc a b ltac:(lra) ltac:(lra)).
  assert (0 <= t * (1 - t) * (G' b - G' a)) by (apply Rmult_le_pos; nra).
  assert ((1 - t) * G 0 + t * G 1 - G t = t * (1 - t) * (G' b - G' a)); [|lra].
  replace ((1 - t) * G 0 + t * G 1 - G t) with (t * (G 1 - G t) - (1 - t) * (G t - G 0)) by ring.
  rewrite Ea, Eb. ring.
Qed.

Lemma line_line s v a t : line (line s v a) v t = line s v (a + t).
Proof.
  apply FunctionalExtensionality.functional_extensionality. intros i. unfold line. ring.
Qed.

Section ConvexEnergy.

Variables (phi dphi psi dpsi : R -> R) (d : nat).
Hypothesis HC : convex_energy phi dphi psi dpsi d.

Let HE := convex_is_spectral _ _ _ _ _ HC.

Theorem energy_convex s r t : orthant d s -> orthant d r -> 0 < t < 1 ->
  energy phi psi d (fun i => (1 - t) * s i + t * r i)
  <= (1 - t) * energy phi psi d s + t * energy phi psi d r.
Proof.
  intros Hs Hr Ht. set (v := fun i => r i - s i).
  assert (Ho : forall t, 0 <= t <= 1 -> orthant d (line s v t))
    by (intros; now apply orthant_segment).
  assert (H := convex_1d (fun t => energy phi psi d (line s v t))
    (fun t => dphi (trace psi d (line s v t)) * (\sum_(i < d) (dpsi (line s v t i) * v i))) t).
  cbv beta in H. rewrite line_0 in H.
  assert (E1 : line s v 1 = r) by apply line_segment_1. rewrite E1 in H.
  rewrite <- line_segment. fold v. apply H; [| |exact Ht].
  - intros x Hx. apply (is_derive_comp_R phi (fun t => trace psi d (line s v t))).
    + now apply (phi_derive _ _ _ _ _ HE), Ho.
    + now apply (is_derive_trace _ _ _ _ _ HE), Ho.
  - intros a b Hab Hb.
    assert (H1 := energy_slope_increases _ _ _ _ _ HC (line s v a) v (b - a) ltac:(lra)).
    cbv beta zeta in H1. rewrite !line_line in H1.
    replace (a + 0) with a in H1 by ring. replace (a + (b - a)) with b in H1 by ring.
    apply H1. intros x Hx. rewrite line_line. apply Ho. lra.
Qed.

Theorem Remark_6_4 beta nu : 0 < beta -> strip nu -> (2 <= d)%nat -> ~ exceptional nu d ->
  strictly_concave d (orthant d) (fun s => - free_energy phi psi beta nu d s).
Proof.
  intros Hb Hn Hd He s r t Hs Hr Hne Ht.
  assert (H1 := energy_convex s r t Hs Hr Ht).
  assert (H2 := entropy_strictly_concave nu d Hn Hd He s r t Hs Hr Hne Ht).
  apply (Rmult_lt_compat_l (/ beta)) in H2; [|now apply Rinv_0_lt_compat].
  unfold free_energy. lra.
Qed.

End ConvexEnergy.
