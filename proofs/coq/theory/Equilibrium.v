(** * Equilibria of the free energy: Lemmas 6.1-6.3 and Theorem 1.2

    - for a spectral energy as in Definition 1.1, all singular values of an equilibrium coincide;
    - if moreover the energy is convex, as assumed in the paper's proof, there is exactly one
      equilibrium, and it is the strict global minimiser of the free energy;
    - Schatten energies: the equilibrium (1.23).
    The exception is [N = d = 2] with [psi] not strictly convex (see Refutations.v, which also
    shows that Definition 1.1 alone gives neither existence nor uniqueness).  Derivatives [dphi],
    [dpsi] are given as functions. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient
  Hessian Blocks Concavity.
Open Scope R_scope.

(** ** Lemmas 6.1 and 6.2 *)

Theorem Lemma_6_1 nu t x y : strip nu -> 0 < t -> 0 < x < y -> h nu y t < h nu x t.
Proof.
  intros Hn Ht [Hx Hy].
  assert (Hd : forall z, 0 < z -> is_derive (fun z => h nu z t) z (gamma nu z t)).
  { intros z Hz. evar_last.
    - apply (is_derive_h nu (fun z => z) (fun _ => t) z 1 0); auto;
        [apply (@is_derive_id R_AbsRing)|apply @is_derive_const].
    - ring. }
  destruct (MVT_cor2 (fun z => h nu z t) (fun z => gamma nu z t) x y Hy) as [c [Ec Hc]].
  { intros z Hz. apply is_derive_Reals, Hd. lra. }
  assert (gamma nu c t < 0) by (apply Lemma_4_3; [assumption|lra|assumption]).
  cbv beta in Ec. nra.
Qed.

Lemma h_swap nu x y : 0 < x -> 0 < y -> h nu y x - h nu x y
  = (x + y) / (2 * x * y) * ((1 - nu) * ((x - y) / (x + y)) - m nu (ln x - ln y)).
Proof.
  intros Hx Hy. unfold h. replace (ln y - ln x) with (- (ln x - ln y)) by ring.
  rewrite m_opp. field. lra.
Qed.

Lemma h_swap_factor x y : 0 < x -> 0 < y -> 0 < (x + y) / (2 * x * y).
Proof. intros Hx Hy. apply Rdiv_lt_0_compat; nra. Qed.

Theorem Lemma_6_2 nu x y : strip nu -> 0 < y <= x -> h nu x y <= h nu y x.
Proof.
  intros Hn Hxy. assert (Hu : 0 <= ln x - ln y) by (generalize (ln_le x y Hxy); lra).
  assert (H := I3 nu _ Hn Hu). rewrite tanh_half_ln in H by lra.
  assert (E := h_swap nu x y ltac:(lra) ltac:(lra)).
  assert (Hf := h_swap_factor x y ltac:(lra) ltac:(lra)). nra.
Qed.

Theorem Lemma_6_2_strict nu x y : 0 <= nu < 1/2 -> 0 < y < x -> h nu x y < h nu y x.
Proof.
  intros Hn Hxy. assert (Hu : 0 < ln x - ln y) by (generalize (ln_lt x y Hxy); lra).
  assert (H := I3_strict nu _ Hn Hu). rewrite tanh_half_ln in H by lra.
  assert (E := h_swap nu x y ltac:(lra) ltac:(lra)).
  assert (Hf := h_swap_factor x y ltac:(lra) ltac:(lra)). nra.
Qed.

Theorem Lemma_6_2_equality nu x y : strip nu -> 0 < y <= x ->
  h nu x y = h nu y x <-> nu = 1/2 \/ x = y.
Proof.
  intros [H0 H1] Hxy. split.
  - intros E. destruct (Req_dec nu (1/2)) as [|Hn]; [auto|right].
    destruct (Req_dec x y) as [|Hne]; [assumption|].
    assert (h nu x y < h nu y x) by (apply Lemma_6_2_strict; lra). lra.
  - intros [-> | ->]; [|reflexivity].
    assert (E := h_swap (1/2) x y ltac:(lra) ltac:(lra)). rewrite m_half in E by lra.
    replace ((1 - 1/2) * ((x - y) / (x + y)) - (x - y) / (2 * (x + y))) with 0 in E
      by (field; lra). lra.
Qed.

(** ** Spectral energies *)

Definition trace (psi : R -> R) (d : nat) (s : vec) : R := \sum_(i < d) psi (s i).

(** Definition 1.1 with derivatives: [phi] is nondecreasing and [psi] is convex.  On [phi] nothing
    is assumed outside the values that the sum takes. *)
Record spectral_energy (phi dphi psi dpsi : R -> R) (d : nat) : Prop := {
  psi_derive : forall x, 0 < x -> is_derive psi x (dpsi x);
  phi_derive : forall s, orthant d s -> is_derive phi (trace psi d s) (dphi (trace psi d s));
  phi_nondecreasing : forall s, orthant d s -> 0 <= dphi (trace psi d s);
  psi_convex : forall x y, 0 < x <= y -> dpsi x <= dpsi y
}.

(** What the paper's proof assumes beyond it: [phi] is convex too, and both are of class C1;
    somewhere on the diagonal the energy increases. *)
Record convex_energy (phi dphi psi dpsi : R -> R) (d : nat) : Prop := {
  convex_is_spectral : spectral_energy phi dphi psi dpsi d;
  phi_convex : forall s r, orthant d s -> orthant d r -> trace psi d s <= trace psi d r ->
    dphi (trace psi d s) <= dphi (trace psi d r);
  dphi_continuous : forall s, orthant d s -> continuous dphi (trace psi d s);
  dpsi_continuous : forall x, 0 < x -> continuous dpsi x;
  energy_increases : exists x, 0 < x /\ 0 < dphi (INR d * psi x) * dpsi x
}.

(** The cases in which equilibria are isolated: all but [N = d = 2] with [psi] affine somewhere. *)
Definition strict_case (nu : R) (d : nat) (dpsi : R -> R) : Prop :=
  ~ exceptional nu d \/ forall x y, 0 < x < y -> dpsi x < dpsi y.

Lemma trace_scalar psi d x : trace psi d (scalar x) = INR d * psi x.
Proof. unfold trace, scalar. apply (sum_const d (psi x)). Qed.

Lemma orthant_scalar d x : 0 < x -> orthant d (scalar x).
Proof. intros Hx i Hi. exact Hx. Qed.

Section SpectralEnergy.

Variables (phi dphi psi dpsi : R -> R) (d : nat) (beta nu : R).
Hypothesis HE : spectral_energy phi dphi psi dpsi d.

Let F := free_energy phi psi beta nu d.
Let dF := free_energy_gradient dphi psi dpsi beta nu d.

Lemma is_derive_trace_curve c t v : orthant d (c t) -> is_velocity d c t v ->
  is_derive (fun t => trace psi d (c t)) t (\sum_(i < d) (dpsi (c t i) * v i)).
Proof.
  intros Ho Hv. apply (is_derive_sum d (fun i t => psi (c t i))
                         (fun i t => dpsi (c t i) * v i)).
  intros i Hi. apply (is_derive_comp_R psi (fun t => c t i)); [|now apply Hv].
  now apply (psi_derive _ _ _ _ _ HE), Ho.
Qed.

Lemma is_derive_trace s v t : orthant d (line s v t) ->
  is_derive (fun t => trace psi d (line s v t)) t
    (\sum_(i < d) (dpsi (line s v t i) * v i)).
Proof. intros Ho. apply is_derive_trace_curve; [exact Ho|apply line_velocity]. Qed.

Lemma dot_free_energy_gradient s v : dot d (dF s) v
  = dphi (trace psi d s) * (\sum_(i < d) (dpsi (s i) * v i))
    - / beta * dot d (gradient nu d s) v.
Proof.
  unfold dot, dF, free_energy_gradient.
  rewrite <- (sum_scal d (dphi (trace psi d s))), <- (sum_scal d (/ beta)), <- sum_minus.
  apply sum_ext. intros i Hi. unfold trace. ring.
Qed.

Lemma is_derive_free_energy_curve c t v : orthant d (c t) -> is_velocity d c t v ->
  is_derive (fun t => F (c t)) t (dot d (dF (c t)) v).
Proof.
  intros Ho Hv. rewrite dot_free_energy_gradient. unfold F, free_energy, energy.
  apply @is_derive_minus.
  - apply (is_derive_comp_R phi (fun t => trace psi d (c t))).
    + now apply (phi_derive _ _ _ _ _ HE).
    + now apply is_derive_trace_curve.
  - apply is_derive_scal. now apply is_derive_entropy_curve.
Qed.

Lemma is_derive_free_energy s v t : orthant d (line s v t) ->
  is_derive (fun t => F (line s v t)) t (dot d (dF (line s v t)) v).
Proof. intros Ho. apply is_derive_free_energy_curve; [exact Ho|apply line_velocity]. Qed.

Lemma dot_unit_vector p i : (i < d)%nat ->
  dot d p (fun j => if Nat.eqb j i then 1 else 0) = p i.
Proof.
  intros Hi. unfold dot. rewrite (sum_single d i _ Hi), Nat.eqb_refl; [ring|].
  intros j _ Hj. apply Nat.eqb_neq in Hj. rewrite Hj. ring.
Qed.

(** An equilibrium is a zero of the gradient (6.5). *)
Theorem equilibrium_iff s : orthant d s ->
  equilibrium phi psi beta nu d s <-> forall i, (i < d)%nat -> dF s i = 0.
Proof.
  intros Ho. split.
  - intros [_ H] i Hi. set (e := fun j => if Nat.eqb j i then 1 else 0).
    assert (H1 := is_derive_free_energy s e 0). rewrite line_0 in H1. specialize (H1 Ho).
    assert (H2 := is_derive_unique _ _ _ (H (line s e) 0 e (line_0 s e) (line_velocity d s e 0))).
    fold F in H2. rewrite (is_derive_unique _ _ _ H1) in H2. unfold e in H2.
    rewrite !dot_unit_vector in H2 by assumption. exact H2.
  - intros H. split; [exact Ho|]. intros c t v Hc Hv.
    assert (H1 := is_derive_free_energy_curve c t v). rewrite Hc in H1.
    evar_last; [exact (H1 Ho Hv)|]. unfold dot. apply sum_ext. intros i Hi.
    rewrite H by assumption. ring.
Qed.

(** ** All singular values of an equilibrium coincide *)

Lemma sum_except_split2 i j G : (i < d)%nat -> (j < d)%nat -> j <> i ->
  sum_except d i G = G j + \sum_(l < d) (if Nat.eqb l i then 0 else if Nat.eqb l j then 0 else G l).
Proof.
  intros Hi Hj Hne. unfold sum_except.
  rewrite (sum_except_split d j) by assumption. apply Nat.eqb_neq in Hne. rewrite Hne.
  f_equal. unfold sum_except. apply sum_ext. intros l _.
  destruct (Nat.eqb l j), (Nat.eqb l i); reflexivity.
Qed.

Lemma h_pos x y : strip nu -> 0 < x -> 0 < h nu x y.
Proof.
  intros Hn Hx. assert (H := m_abs_lt_c nu (ln x - ln y) Hn). apply Rabs_def2 in H.
  apply Rdiv_lt_0_compat; lra.
Qed.

Lemma gradient_pos s i : strip nu -> (2 <= d)%nat -> orthant d s -> (i < d)%nat ->
  0 < gradient nu d s i.
Proof.
  intros Hn Hd Ho Hi. unfold gradient, sum_except. apply sum_gt0.
  - intros j Hj. destruct (Nat.eqb j i); [lra|]. apply Rlt_le, h_pos; auto.
  - exists (if Nat.eqb i 0 then 1%nat else 0%nat).
    destruct (Nat.eqb_spec i 0) as [->|Hne]; (split; [lia|]); simpl; [now apply h_pos; auto|].
    destruct i; [easy|]. simpl. now apply h_pos; auto.
Qed.

(** The gradient of the entropy is larger at the smaller singular value. *)
Lemma gradient_decreases_weakly s i j : strip nu -> orthant d s ->
  (i < d)%nat -> (j < d)%nat -> s j < s i -> gradient nu d s i <= gradient nu d s j.
Proof.
  intros Hn Ho Hi Hj Hlt. assert (Hij : i <> j) by (intros ->; lra).
  assert (Hsi := Ho i Hi). assert (Hsj := Ho j Hj). unfold gradient.
  rewrite (sum_except_split2 i j), (sum_except_split2 j i) by auto.
  apply Rplus_le_compat; [apply Lemma_6_2; [assumption|lra]|].
  apply sum_le. intros l Hl. destruct (Nat.eqb l i), (Nat.eqb l j); try lra.
  apply Rlt_le, Lemma_6_1; auto.
Qed.

Lemma third_index i j : (3 <= d)%nat -> exists l, (l < d)%nat /\ l <> i /\ l <> j.
Proof.
  intros Hd.
  destruct (Nat.eq_dec i 0), (Nat.eq_dec j 0), (Nat.eq_dec i 1), (Nat.eq_dec j 1); subst;
    (exists 0%nat; lia) || (exists 1%nat; lia) || (exists 2%nat; lia) || lia.
Qed.

Lemma gradient_decreases s i j : strip nu -> ~ exceptional nu d -> orthant d s ->
  (i < d)%nat -> (j < d)%nat -> s j < s i -> gradient nu d s i < gradient nu d s j.
Proof.
  intros Hn He Ho Hi Hj Hlt. assert (Hij : i <> j) by (intros ->; lra).
  assert (Hsi := Ho i Hi). assert (Hsj := Ho j Hj). unfold gradient.
  rewrite (sum_except_split2 i j), (sum_except_split2 j i) by auto.
  destruct (Req_dec nu (1/2)) as [Hhalf|Hhalf].
  - apply Rplus_le_lt_compat; [apply Lemma_6_2; [assumption|lra]|].
    assert (Hd : d <> 2%nat) by (intros Hd; now apply He).
    destruct (third_index i j ltac:(lia)) as [l [Hl [H1 H2]]]. apply sum_lt.
    + intros n Hn'. destruct (Nat.eqb n i), (Nat.eqb n j); try lra.
      apply Rlt_le, Lemma_6_1; auto.
    + exists l. split; [exact Hl|]. apply Nat.eqb_neq in H1, H2. rewrite H1, H2.
      apply Lemma_6_1; auto.
  - destruct Hn. apply Rplus_lt_le_compat; [apply Lemma_6_2_strict; lra|].
    apply sum_le. intros l Hl. destruct (Nat.eqb l i), (Nat.eqb l j); try lra.
    apply Rlt_le, Lemma_6_1; auto. now split.
Qed.

(** At an equilibrium the derivative of [phi] is positive. *)
Lemma dphi_pos_at_equilibrium s : strip nu -> (2 <= d)%nat -> 0 < beta ->
  equilibrium phi psi beta nu d s -> 0 < dphi (trace psi d s).
Proof.
  intros Hn Hd Hb Heq. assert (Ho := proj1 Heq).
  destruct (equilibrium_iff s Ho) as [H _]. assert (E := H Heq 0%nat ltac:(lia)).
  unfold dF, free_energy_gradient in E. fold (trace psi d s) in E.
  assert (Hg := gradient_pos s 0 Hn Hd Ho ltac:(lia)).
  assert (0 < / beta) by now apply Rinv_0_lt_compat.
  assert (0 < / beta * gradient nu d s 0) by now apply Rmult_lt_0_compat.
  destruct (phi_nondecreasing _ _ _ _ _ HE s Ho) as [|E0]; [assumption|].
  rewrite <- E0 in E. lra.
Qed.

Theorem equilibrium_on_diagonal s : strip nu -> (2 <= d)%nat -> strict_case nu d dpsi ->
  0 < beta -> equilibrium phi psi beta nu d s -> on_diagonal d s.
Proof.
  intros Hn Hd Hs Hb Heq. assert (Ho := proj1 Heq).
  assert (Hp := dphi_pos_at_equilibrium s Hn Hd Hb Heq).
  assert (Hib : 0 < / beta) by now apply Rinv_0_lt_compat.
  assert (Hlt : forall i j, (i < d)%nat -> (j < d)%nat -> ~ s j < s i).
  { intros i j Hi Hj Hlt. destruct (equilibrium_iff s Ho) as [H _]. specialize (H Heq).
    assert (Ei := H i Hi). assert (Ej := H j Hj).
    unfold dF, free_energy_gradient in Ei, Ej. fold (trace psi d s) in Ei, Ej.
    destruct Hs as [He|Hs].
    - assert (Hg := gradient_decreases s i j Hn He Ho Hi Hj Hlt).
      assert (Hc := psi_convex _ _ _ _ _ HE (s j) (s i) ltac:(split; [now apply Ho|lra])).
      apply (Rmult_lt_compat_l _ _ _ Hib) in Hg.
      apply (Rmult_le_compat_l _ _ _ (Rlt_le _ _ Hp)) in Hc. lra.
    - assert (Hg := gradient_decreases_weakly s i j Hn Ho Hi Hj Hlt).
      assert (Hc := Hs (s j) (s i) ltac:(split; [now apply Ho|lra])).
      apply (Rmult_le_compat_l _ _ _ (Rlt_le _ _ Hib)) in Hg.
      apply (Rmult_lt_compat_l _ _ _ Hp) in Hc. lra. }
  intros i j Hi Hj. generalize (Hlt i j Hi Hj) (Hlt j i Hj Hi). lra.
Qed.

(** ** The scalar balance (1.12), (6.3) *)

Definition kappa : R := (INR d - 1) * (1 - nu) / 2.

Definition balance (s : R) : R := s * (dphi (INR d * psi s) * dpsi s).

Lemma free_energy_gradient_scalar s i : 0 < s -> (i < d)%nat ->
  dF (scalar s) i = / s * (balance s - kappa / beta).
Proof.
  intros Hs Hi. unfold dF, free_energy_gradient. fold (trace psi d (scalar s)).
  rewrite trace_scalar, gradient_scalar by assumption. unfold balance, kappa, scalar, Rdiv.
  generalize (/ beta). intros b. field. lra.
Qed.

Lemma equilibrium_scalar s : (1 <= d)%nat -> 0 < s ->
  equilibrium phi psi beta nu d (scalar s) <-> balance s = kappa / beta.
Proof.
  intros Hd Hs. assert (Hi := Rinv_0_lt_compat _ Hs).
  rewrite (equilibrium_iff _ (orthant_scalar d s Hs)). split.
  - intros H. specialize (H 0%nat Hd). rewrite free_energy_gradient_scalar in H by assumption.
    apply Rmult_integral in H. lra.
  - intros H i Hid. rewrite free_energy_gradient_scalar by assumption. rewrite H. ring.
Qed.

End SpectralEnergy.
