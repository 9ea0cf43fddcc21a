(** * Existence, uniqueness and minimality: Lemma 6.3 and Theorem 1.2

    For convex spectral energies (Equilibrium.v) the balance (1.12) has exactly one solution
    [sstar]; the free energy has exactly one equilibrium, all of whose singular values are
    [sstar]; and that equilibrium is the strict global minimiser.  From Theorem 1.9 and the
    convexity of the energy along segments.  With the Schatten energies (1.22), (1.23). *)

From Coq Require Import Reals Ranalysis5 Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient
  Hessian Blocks Concavity Equilibrium.
Open Scope R_scope.

Section ConvexEnergy.

Variables (phi dphi psi dpsi : R -> R) (d : nat).
Hypothesis HC : convex_energy phi dphi psi dpsi d.

Let HE := convex_is_spectral _ _ _ _ _ HC.
Let bal := balance dphi psi dpsi d.

(** ** Lemma 6.3 *)

Lemma psi_increasing x y : 0 < x <= y -> 0 <= dpsi x -> psi x <= psi y.
Proof.
  intros [Hx [Hxy| ->]] Hd; [|lra].
  destruct (MVT_cor2 psi dpsi x y Hxy) as [c [Ec Hc]].
  { intros z Hz. apply is_derive_Reals, (psi_derive _ _ _ _ _ HE). lra. }
  assert (dpsi x <= dpsi c) by (apply (psi_convex _ _ _ _ _ HE); lra). nra.
Qed.

(** Where the balance is positive it grows at least linearly. *)
Lemma balance_growth x y : 0 < x <= y -> 0 < bal x -> y / x * bal x <= bal y.
Proof.
  intros Hxy Hpos. unfold bal, balance in *.
  assert (Hp : 0 <= dphi (INR d * psi x)).
  { rewrite <- trace_scalar. apply (phi_nondecreasing _ _ _ _ _ HE), orthant_scalar. lra. }
  assert (Hprod : 0 < dphi (INR d * psi x) * dpsi x) by nra.
  assert (Hd : 0 < dpsi x) by nra.
  assert (Hpsi := psi_increasing x y Hxy ltac:(lra)).
  assert (Hd' := psi_convex _ _ _ _ _ HE x y Hxy).
  assert (Hp' : dphi (INR d * psi x) <= dphi (INR d * psi y)).
  { rewrite <- !trace_scalar. apply (phi_convex _ _ _ _ _ HC).
    - apply orthant_scalar; lra.
    - apply orthant_scalar; lra.
    - rewrite !trace_scalar. apply Rmult_le_compat_l; [apply pos_INR|assumption]. }
  replace (y / x * (x * (dphi (INR d * psi x) * dpsi x)))
    with (y * (dphi (INR d * psi x) * dpsi x)) by (field; lra).
  apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat; lra.
Qed.

Lemma continuity_balance x : 0 < x -> continuity_pt bal x.
Proof.
  intros Hx. unfold bal, balance.
  apply (continuity_pt_mult (fun s => s)); [apply derivable_continuous_pt, derivable_pt_id|].
  apply continuity_pt_mult.
  - apply (continuity_pt_comp (fun s => INR d * psi s) dphi).
    + apply continuity_pt_scal. apply derivable_continuous_pt. exists (dpsi x).
      apply is_derive_Reals. now apply (psi_derive _ _ _ _ _ HE).
    + apply continuity_pt_filterlim. rewrite <- trace_scalar.
      now apply (dphi_continuous _ _ _ _ _ HC), orthant_scalar.
  - apply continuity_pt_filterlim. now apply (dpsi_continuous _ _ _ _ _ HC).
Qed.

Theorem Lemma_6_3 K : 0 < K ->
  exists s, 0 < s /\ bal s = K /\ forall r, 0 < r -> bal r = K -> r = s.
Proof.
  intros HK. destruct (energy_increases _ _ _ _ _ HC) as [x [Hx Hpos]].
  assert (Hr : 0 < bal x) by (apply Rmult_lt_0_compat; assumption).
  set (r := bal x) in *.
  assert (Hy : bal (x * (K / (K + r))) < K).
  { set (y := x * (K / (K + r))). assert (Hy : 0 < y).
    { apply Rmult_lt_0_compat; [assumption|]. apply Rdiv_lt_0_compat; lra. }
    destruct (Rlt_le_dec 0 (bal y)) as [Hp|]; [|lra].
    assert (Hyx : y <= x).
    { unfold y. replace x with (x * 1) at 2 by ring. apply Rmult_le_compat_l; [lra|].
      apply (Rmult_le_reg_r (K + r)); [lra|]. field_simplify; lra. }
    assert (H := balance_growth y x ltac:(lra) Hp). fold r in H. unfold y in H at 1.
    replace (x / (x * (K / (K + r)))) with ((K + r) / K) in H by (field; lra).
    apply (Rmult_lt_reg_l ((K + r) / K)); [apply Rdiv_lt_0_compat; lra|].
    apply Rle_lt_trans with (1 := H). field_simplify; lra. }
  assert (Hz : K < bal (x * ((K + r) / r))).
  { assert (Hxz : x <= x * ((K + r) / r)).
    { replace x with (x * 1) at 1 by ring. apply Rmult_le_compat_l; [lra|].
      apply (Rmult_le_reg_r r); [lra|]. field_simplify; lra. }
    assert (H := balance_growth x _ (conj Hx Hxz) Hr). fold r in H.
    replace (x * ((K + r) / r) / x * r) with (K + r) in H by (field; lra). lra. }
  assert (H1 : 0 < K / (K + r) < 1).
  { split; [apply Rdiv_lt_0_compat; lra|]. apply (Rmult_lt_reg_r (K + r)); [lra|].
    field_simplify; lra. }
  assert (H2 : 1 < (K + r) / r).
  { apply (Rmult_lt_reg_r r); [lra|]. field_simplify; lra. }
  destruct (IVT_interv (fun s => bal s - K) (x * (K / (K + r))) (x * ((K + r) / r)))
    as [s [Hs Es]].
  - intros a Ha. apply continuity_pt_minus; [apply continuity_balance; nra|].
    apply continuity_pt_const. now intros ? ?.
  - nra.
  - lra.
  - lra.
  - exists s. assert (Hs0 : 0 < s) by nra. split; [exact Hs0|]. split; [lra|].
    assert (Hinc : forall a b, 0 < a < b -> bal a = K -> bal b <> K).
    { intros a b Hab Ea Eb. assert (H := balance_growth a b ltac:(lra) ltac:(lra)).
      rewrite Ea, Eb in H. assert (1 < b / a); [|nra].
      apply (Rmult_lt_reg_r a); [lra|]. field_simplify; lra. }
    intros t Ht Et. destruct (Rtotal_order t s) as [Hts|[|Hts]]; [|assumption|].
    + exfalso. apply (Hinc t s); lra.
    + exfalso. apply (Hinc s t); lra.
Qed.

(** ** The minimiser *)

Variables (beta nu : R).
Hypothesis (Hbeta : 0 < beta) (Hnu : strip nu) (Hd : (2 <= d)%nat).
Hypothesis Hstrict : strict_case nu d dpsi.

Let F := free_energy phi psi beta nu d.

(** The derivative of the sum of [psi] along a segment does not decrease. *)
Lemma trace_slope_increases s v a b : a <= b ->
  orthant d (line s v a) -> orthant d (line s v b) ->
  \sum_(i < d) (dpsi (line s v a i) * v i) <= \sum_(i < d) (dpsi (line s v b i) * v i).
Proof.
  intros Hab Ha Hb. apply sum_le. intros i Hi. specialize (Ha i Hi). specialize (Hb i Hi).
  destruct (Rle_lt_dec 0 (v i)) as [Hv|Hv].
  - apply Rmult_le_compat_r; [assumption|]. apply (psi_convex _ _ _ _ _ HE).
    split; [assumption|]. unfold line. nra.
  - assert (dpsi (line s v b i) <= dpsi (line s v a i)); [|nra].
    apply (psi_convex _ _ _ _ _ HE). split; [assumption|]. unfold line. nra.
Qed.

Lemma trace_slope_strict s v a b : (forall x y, 0 < x < y -> dpsi x < dpsi y) ->
  a < b -> nonzero d v -> orthant d (line s v a) -> orthant d (line s v b) ->
  \sum_(i < d) (dpsi (line s v a i) * v i) < \sum_(i < d) (dpsi (line s v b i) * v i).
Proof.
  intros Hs Hab [l [Hl Hv]] Ha Hb.
  assert (Hi : forall i, (i < d)%nat -> v i <> 0 ->
    dpsi (line s v a i) * v i < dpsi (line s v b i) * v i).
  { intros i Hi Hne. specialize (Ha i Hi). specialize (Hb i Hi).
    destruct (Rlt_le_dec 0 (v i)) as [Hp|Hp].
    - apply Rmult_lt_compat_r; [assumption|]. apply Hs. split; [assumption|]. unfold line. nra.
    - assert (dpsi (line s v b i) < dpsi (line s v a i)); [|nra].
      apply Hs. split; [assumption|]. unfold line. nra. }
  apply sum_lt; [|exists l; auto].
  intros i Hid. destruct (Req_dec (v i) 0) as [E|]; [rewrite E; lra|apply Rlt_le; auto].
Qed.

(** The energy is convex along a segment, and strictly so if [psi] is. *)
Section Segment.

Variables (s v : vec) (c : R).
Hypothesis Hc : 0 < c.
Hypothesis Ho : forall t, 0 <= t <= c -> orthant d (line s v t).

Let A t := \sum_(i < d) (dpsi (line s v t i) * v i).
Let P t := dphi (trace psi d (line s v t)).

Lemma slope_le a b : 0 <= a <= b -> b <= c -> A a <= A b.
Proof. intros. apply trace_slope_increases; [lra|apply Ho; lra|apply Ho; lra]. Qed.

(** If the sum of [psi] has increased (decreased) then so has the derivative of [phi]. *)
Lemma dphi_along : (0 <= A 0 -> P 0 <= P c) /\ (A c < 0 -> P c <= P 0).
Proof.
  destruct (MVT_cor2 (fun t => trace psi d (line s v t)) A 0 c Hc) as [x [Ex Hx]].
  { intros t Ht. apply is_derive_Reals. apply (is_derive_trace _ _ _ _ _ HE). now apply Ho. }
  cbv beta in Ex. rewrite Rminus_0_r in Ex.
  assert (H1 := slope_le 0 x ltac:(lra) ltac:(lra)).
  assert (H2 := slope_le x c ltac:(lra) ltac:(lra)).
  split; intros HA.
  - apply (phi_convex _ _ _ _ _ HC); [apply Ho; lra|apply Ho; lra|nra].
  - apply (phi_convex _ _ _ _ _ HC); [apply Ho; lra|apply Ho; lra|nra].
Qed.

Lemma energy_slope_increases : P 0 * A 0 <= P c * A c.
Proof.
  destruct dphi_along as [H1 H2]. assert (H3 := slope_le 0 c ltac:(lra) ltac:(lra)).
  assert (Hp0 : 0 <= P 0) by (apply (phi_nondecreasing _ _ _ _ _ HE), Ho; lra).
  assert (Hpc : 0 <= P c) by (apply (phi_nondecreasing _ _ _ _ _ HE), Ho; lra).
  destruct (Rle_lt_dec 0 (A 0)) as [HA|HA]; [apply Rmult_le_compat; auto|].
  destruct (Rle_lt_dec 0 (A c)) as [HAc|HAc]; [nra|]. specialize (H2 HAc). nra.
Qed.

Lemma energy_slope_strict : (forall x y, 0 < x < y -> dpsi x < dpsi y) -> nonzero d v ->
  0 < P 0 -> P 0 * A 0 < P c * A c.
Proof.
  intros Hs Hv Hp0. destruct dphi_along as [H1 H2].
  assert (H3 : A 0 < A c)
    by (apply trace_slope_strict; [assumption|lra|assumption|apply Ho; lra|apply Ho; lra]).
  assert (Hpc : 0 <= P c) by (apply (phi_nondecreasing _ _ _ _ _ HE), Ho; lra).
  destruct (Rle_lt_dec 0 (A 0)) as [HA|HA]; [specialize (H1 HA); nra|].
  destruct (Rle_lt_dec 0 (A c)) as [HAc|HAc]; [nra|]. specialize (H2 HAc). nra.
Qed.

End Segment.

Lemma entropy_slope_weak s v c : 0 < c ->
  (forall t, 0 <= t <= c -> orthant d (line s v t)) ->
  dot d (gradient nu d (line s v c)) v <= dot d (gradient nu d s) v /\
  (~ exceptional nu d -> nonzero d v ->
   dot d (gradient nu d (line s v c)) v < dot d (gradient nu d s) v).
Proof.
  intros Hc Ho.
  destruct (MVT_cor2 (fun t => dot d (gradient nu d (line s v t)) v)
    (fun t => form d (hessian nu d (line s v t)) v) 0 c Hc) as [x [Ex Hx]].
  { intros t Ht. apply is_derive_Reals, is_derive2_entropy, Ho. lra. }
  cbv beta in Ex. rewrite line_0 in Ex.
  assert (Hox : orthant d (line s v x)) by (apply Ho; lra). split.
  - assert (H := hessian_nonpositive nu d (line s v x) v Hnu Hox). nra.
  - intros He Hv.
    assert (H := hessian_negative_definite nu d (line s v x) Hnu Hd He Hox v Hv). nra.
Qed.

Theorem equilibrium_minimises s r : equilibrium phi psi beta nu d s -> orthant d r ->
  (exists i, (i < d)%nat /\ s i <> r i) -> F s < F r.
Proof.
  intros Heq Hr [i [Hi Hne]]. assert (Hs := proj1 Heq). set (v := fun i => r i - s i).
  assert (Hv : nonzero d v) by (exists i; split; [assumption|unfold v; lra]).
  assert (Ho : forall t, 0 <= t <= 1 -> orthant d (line s v t))
    by (intros; now apply orthant_segment).
  assert (HF : forall t, 0 <= t <= 1 -> is_derive (fun t => F (line s v t)) t
    (dot d (free_energy_gradient dphi psi dpsi beta nu d (line s v t)) v))
    by (intros; apply (is_derive_free_energy _ _ _ _ _ _ _ HE); auto).
  destruct (MVT_cor2 (fun t => F (line s v t))
    (fun t => dot d (free_energy_gradient dphi psi dpsi beta nu d (line s v t)) v) 0 1 Rlt_0_1)
    as [c [Ec Hc]].
  { intros t Ht. apply is_derive_Reals, HF, Ht. }
  cbv beta in Ec. rewrite line_0 in Ec.
  assert (E1 : line s v 1 = r) by apply line_segment_1. rewrite E1 in Ec.
  assert (H0 : dot d (free_energy_gradient dphi psi dpsi beta nu d s) v = 0).
  { unfold dot. rewrite (sum_ext d _ (fun _ => 0)); [apply sum_zero|].
    intros j Hj. destruct (equilibrium_iff _ _ _ _ _ beta nu HE s Hs) as [H _].
    rewrite (H Heq j Hj). ring. }
  assert (Hoc : forall t, 0 <= t <= c -> orthant d (line s v t)) by (intros; apply Ho; lra).
  destruct (entropy_slope_weak s v c (proj1 Hc) Hoc) as [Hg Hg'].
  assert (He := energy_slope_increases s v c (proj1 Hc) Hoc).
  assert (He' := energy_slope_strict s v c (proj1 Hc) Hoc).
  cbv beta zeta in He, He'. rewrite line_0 in He, He'.
  rewrite dot_free_energy_gradient in Ec by exact phi.
  rewrite dot_free_energy_gradient in H0 by exact phi.
  assert (Hib : 0 < / beta) by now apply Rinv_0_lt_compat.
  destruct Hstrict as [Hx|Hx].
  - specialize (Hg' Hx Hv). apply (Rmult_lt_compat_l _ _ _ Hib) in Hg'. lra.
  - apply (Rmult_le_compat_l _ _ _ (Rlt_le _ _ Hib)) in Hg.
    specialize (He' Hx Hv (dphi_pos_at_equilibrium _ _ _ _ _ _ _ HE s Hnu Hd Hbeta Heq)). lra.
Qed.

(** ** Theorem 1.2 *)

Lemma kappa_pos : 0 < kappa d nu / beta.
Proof.
  apply Rdiv_lt_0_compat; [|assumption]. unfold kappa. apply le_INR in Hd. simpl in Hd.
  destruct Hnu. nra.
Qed.

Theorem Theorem_1_2 : exists sstar, 0 < sstar /\
  (** the balance (1.12), and no other solution *)
  balance dphi psi dpsi d sstar = kappa d nu / beta /\
  (forall s, 0 < s -> balance dphi psi dpsi d s = kappa d nu / beta -> s = sstar) /\
  (** the equilibrium (1.11), and no other *)
  equilibrium phi psi beta nu d (scalar sstar) /\
  (forall s, equilibrium phi psi beta nu d s -> forall i, (i < d)%nat -> s i = sstar) /\
  (** it is the strict minimiser *)
  (forall s, orthant d s -> (exists i, (i < d)%nat /\ sstar <> s i) -> F (scalar sstar) < F s).
Proof.
  destruct (Lemma_6_3 _ kappa_pos) as [sstar [Hs [Eb Hu]]]. exists sstar.
  assert (Heq : equilibrium phi psi beta nu d (scalar sstar))
    by (apply (equilibrium_scalar phi dphi psi dpsi); auto; lia).
  split; [exact Hs|]. split; [exact Eb|]. split; [exact Hu|]. split; [exact Heq|]. split.
  - intros s Hse i Hi.
    assert (Hdiag := equilibrium_on_diagonal _ _ _ _ _ _ _ HE s Hnu Hd Hstrict Hbeta Hse).
    apply Hu; [now apply (proj1 Hse)|].
    apply (equilibrium_scalar phi dphi psi dpsi d beta nu HE); [lia|now apply (proj1 Hse)|].
    assert (Ho := orthant_scalar d (s i) (proj1 Hse i Hi)).
    apply (equilibrium_iff _ _ _ _ _ _ _ HE _ Ho). intros j Hj.
    destruct (equilibrium_iff _ _ _ _ _ beta nu HE s (proj1 Hse)) as [H _].
    rewrite <- (H Hse j Hj). unfold free_energy_gradient, gradient, scalar.
    rewrite (sum_ext d (fun _ => psi (s i)) (fun l => psi (s l)))
      by (intros l Hl; now rewrite (Hdiag l i)).
    rewrite (sum_except_ext d j (fun _ => h nu (s i) (s i)) (fun l => h nu (s j) (s l)))
      by (intros l Hl _; now rewrite (Hdiag l i), (Hdiag j i)).
    now rewrite (Hdiag j i).
  - intros s Ho Hne. now apply equilibrium_minimises.
Qed.

End ConvexEnergy.
