(** * Linearisation at the equilibrium: Lemmas 6.5 and 6.6, Theorem 1.3, Remark 6.8

    The Euclidean Hessians of the entropy and of a spectral energy where all singular values
    coincide, and the linearisation of the gradient flow at the equilibrium: it is diagonal on
    the all-ones direction (eigenvalue [mu0]) and its orthogonal complement ([mu1]).
    The weight [w] of the metric is [nu = 1/N] in the convention of P, where [/ w = N]. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient
  Hessian Blocks Concavity Riemannian Equilibrium.
Open Scope R_scope.

(** ** Lemma 6.5 *)

Definition entropy_eigen_0 (nu : R) (d : nat) (s : R) : R :=
  - (INR d - 1) * (1 - nu) / (2 * s^2).
Definition entropy_eigen_1 (nu : R) (d : nat) (s : R) : R :=
  (1 - nu) * ((1 + nu) - (INR d - 1) * (2 - nu)) / (6 * s^2).

Theorem Lemma_6_5 nu d s : 0 < s ->
  constant_entries d (hessian nu d (scalar s))
    (- (INR d - 1) * (1 - nu) * (2 - nu) / (6 * s^2)) (- (1 - nu^2) / (6 * s^2)) /\
  is_eigen d (hessian nu d (scalar s)) (entropy_eigen_0 nu d s) ones /\
  forall v, sum_free d v -> is_eigen d (hessian nu d (scalar s)) (entropy_eigen_1 nu d s) v.
Proof.
  intros Hs.
  assert (HH : constant_entries d (hessian nu d (scalar s))
    (- (INR d - 1) * (1 - nu) * (2 - nu) / (6 * s^2)) (- (1 - nu^2) / (6 * s^2))).
  { intros i j Hi Hj. unfold hessian, scalar. destruct (Nat.eqb j i).
    - rewrite gamma_diagonal, sum_except_const by assumption. field. lra.
    - now apply alpha_diagonal. }
  split; [exact HH|]. destruct (constant_entries_eigen d _ _ _ HH) as [E1 E2].
  unfold entropy_eigen_0, entropy_eigen_1. split.
  - replace (- (INR d - 1) * (1 - nu) / (2 * s^2))
      with (- (INR d - 1) * (1 - nu) * (2 - nu) / (6 * s^2)
            + (INR d - 1) * (- (1 - nu^2) / (6 * s^2))) by (field; lra). exact E1.
  - intros v Hv. replace ((1 - nu) * ((1 + nu) - (INR d - 1) * (2 - nu)) / (6 * s^2))
      with (- (INR d - 1) * (1 - nu) * (2 - nu) / (6 * s^2) - - (1 - nu^2) / (6 * s^2))
      by (field; lra). now apply E2.
Qed.

Lemma entropy_eigen_negative nu d s : strip nu -> (2 <= d)%nat -> 0 < s ->
  entropy_eigen_0 nu d s < 0 /\ (~ exceptional nu d -> entropy_eigen_1 nu d s < 0).
Proof.
  intros [H0 H1] Hd Hs. assert (Hs2 : 0 < s^2) by now apply pow_lt.
  assert (Hd' := le_INR _ _ Hd). simpl in Hd'.
  unfold entropy_eigen_0, entropy_eigen_1, Rdiv. split.
  - assert (0 < / (2 * s^2)) by (apply Rinv_0_lt_compat; lra).
    assert (0 < (INR d - 1) * (1 - nu)) by (apply Rmult_lt_0_compat; lra). nra.
  - intros He. assert (0 < / (6 * s^2)) by (apply Rinv_0_lt_compat; lra).
    assert ((1 + nu) - (INR d - 1) * (2 - nu) < 0).
    { destruct (Nat.eq_dec d 2) as [->|Hne].
      - simpl. assert (nu <> 1/2) by (intros E; now apply He). lra.
      - assert (H3 : (3 <= d)%nat) by lia. apply le_INR in H3. simpl in H3. nra. }
    assert (0 < (1 - nu) * - ((1 + nu) - (INR d - 1) * (2 - nu)))
      by (apply Rmult_lt_0_compat; lra). nra.
Qed.

(** ** Lemma 6.6 *)

Section Energy.

Variables (phi dphi ddphi psi dpsi ddpsi : R -> R) (d : nat).
Hypothesis HE : spectral_energy phi dphi psi dpsi d.
Hypothesis Hphi : forall s, orthant d s ->
  is_derive dphi (trace psi d s) (ddphi (trace psi d s)).
Hypothesis Hpsi : forall x, 0 < x -> is_derive dpsi x (ddpsi x).

Definition energy_gradient (s : vec) (i : nat) : R := dphi (trace psi d s) * dpsi (s i).

Definition energy_hessian (s : vec) (i j : nat) : R :=
  ddphi (trace psi d s) * dpsi (s i) * dpsi (s j)
  + (if Nat.eqb j i then dphi (trace psi d s) * ddpsi (s i) else 0).

Lemma is_derive_energy_gradient c t v i : (i < d)%nat -> orthant d (c t) ->
  is_velocity d c t v ->
  is_derive (fun t => energy_gradient (c t) i) t (dot d (energy_hessian (c t) i) v).
Proof.
  intros Hi Ho Hv. unfold energy_gradient. evar_last.
  - apply (is_derive_mult_R (fun t => dphi (trace psi d (c t)))
                            (fun t => dpsi (c t i))).
    + apply (is_derive_comp_R dphi (fun t => trace psi d (c t))); [now apply Hphi|].
      exact (is_derive_trace_curve _ _ _ _ _ HE c t v Ho Hv).
    + apply (is_derive_comp_R dpsi (fun t => c t i)); [now apply Hpsi, Ho|now apply Hv].
  - unfold dot, energy_hessian. set (r := c t). symmetry.
    rewrite (sum_ext d _ (fun j => ddphi (trace psi d r) * dpsi (r i) * (dpsi (r j) * v j)
      + (if Nat.eqb j i then dphi (trace psi d r) * ddpsi (r i) * v i else 0))).
    + rewrite sum_plus, sum_scal, (sum_single d i
        (fun j => if Nat.eqb j i then dphi (trace psi d r) * ddpsi (r i) * v i else 0) Hi).
      * rewrite Nat.eqb_refl. unfold r. ring.
      * intros j _ Hj. apply Nat.eqb_neq in Hj. now rewrite Hj.
    + intros j _. destruct (Nat.eqb_spec j i) as [->|]; ring.
Qed.

Definition energy_eigen_0 (s : R) : R :=
  dphi (INR d * psi s) * ddpsi s + INR d * ddphi (INR d * psi s) * (dpsi s)^2.
Definition energy_eigen_1 (s : R) : R := dphi (INR d * psi s) * ddpsi s.

Theorem Lemma_6_6 s : 0 < s ->
  (forall i, (i < d)%nat ->
     is_gradient d (fun r => energy_gradient r i) (scalar s) (energy_hessian (scalar s) i)) /\
  is_eigen d (energy_hessian (scalar s)) (energy_eigen_0 s) ones /\
  forall v, sum_free d v -> is_eigen d (energy_hessian (scalar s)) (energy_eigen_1 s) v.
Proof.
  intros Hs. split.
  { intros i Hi c t v Hc Hv. assert (H := is_derive_energy_gradient c t v i Hi).
    rewrite Hc in H. apply H; [now apply orthant_scalar|exact Hv]. }
  assert (HH : constant_entries d (energy_hessian (scalar s))
    (ddphi (INR d * psi s) * (dpsi s)^2 + dphi (INR d * psi s) * ddpsi s)
    (ddphi (INR d * psi s) * (dpsi s)^2)).
  { intros i j Hi Hj. unfold energy_hessian. rewrite trace_scalar. unfold scalar.
    destruct (Nat.eqb j i); ring. }
  destruct (constant_entries_eigen d _ _ _ HH) as [E1 E2].
  unfold energy_eigen_0, energy_eigen_1. split.
  - match type of E1 with is_eigen _ _ ?a _ => match goal with |- is_eigen _ _ ?b _ =>
      replace b with a by ring end end. exact E1.
  - intros v Hv. specialize (E2 v Hv).
    match type of E2 with is_eigen _ _ ?a _ => match goal with |- is_eigen _ _ ?b _ =>
      replace b with a by ring end end. exact E2.
Qed.

(** ** Theorem 1.3 *)

Variables (w beta nu : R).

Let dF := free_energy_gradient dphi psi dpsi beta nu d.
Let X := flow_field w dphi psi dpsi beta nu d.

Definition mu (e sg s : R) : R := - (/ w * Rpower s (2 - 2 * nu)) * (e - sg / beta).

Definition mu_0 (s : R) : R := mu (energy_eigen_0 s) (entropy_eigen_0 nu d s) s.
Definition mu_1 (s : R) : R := mu (energy_eigen_1 s) (entropy_eigen_1 nu d s) s.

(** The Jacobian of the flow at a scalar equilibrium. *)
Definition linearisation (s : R) (i j : nat) : R :=
  - (/ w * Rpower s (2 - 2 * nu))
  * (energy_hessian (scalar s) i j - / beta * hessian nu d (scalar s) i j).

Lemma is_derive_dF s c t v i : 0 < s -> (i < d)%nat -> c t = scalar s -> is_velocity d c t v ->
  is_derive (fun t => dF (c t) i) t
    (dot d (energy_hessian (scalar s) i) v - / beta * dot d (hessian nu d (scalar s) i) v).
Proof.
  intros Hs Hi Hc Hv. assert (Ho := orthant_scalar d s Hs). rewrite <- Hc in Ho |- *.
  unfold dF, free_energy_gradient. apply @is_derive_minus.
  - exact (is_derive_energy_gradient c t v i Hi Ho Hv).
  - apply is_derive_scal. now apply is_derive_gradient_curve.
Qed.

Lemma is_derive_flow_field s c t v i : 0 < s -> (i < d)%nat ->
  equilibrium phi psi beta nu d (scalar s) -> c t = scalar s -> is_velocity d c t v ->
  is_derive (fun t => X (c t) i) t (dot d (linearisation s i) v).
Proof.
  intros Hs Hi Heq Hc Hv. assert (Ho := orthant_scalar d s Hs).
  assert (E : dF (c t) i = 0).
  { rewrite Hc. now apply (equilibrium_iff _ _ _ _ _ _ _ HE _ Ho). }
  assert (Eci : c t i = s) by (rewrite Hc; reflexivity).
  assert (H1 : is_derive (fun t => - (/ w * Rpower (c t i) (2 - 2 * nu))) t
    (- (/ w * ((2 - 2 * nu) * Rpower s (2 - 2 * nu) / s * v i)))).
  { apply (is_derive_opp (fun t => / w * Rpower (c t i) (2 - 2 * nu))).
    apply is_derive_scal.
    apply (is_derive_comp_R (fun x => Rpower x (2 - 2 * nu)) (fun t => c t i)).
    - rewrite Eci. now apply is_derive_Rpower.
    - now apply Hv. }
  evar_last; [exact (is_derive_mult_R _ _ _ _ _ H1 (is_derive_dF s c t v i Hs Hi Hc Hv))|].
  cbv beta. rewrite E, Eci. unfold dot, linearisation.
  rewrite <- (sum_scal d (/ beta)), <- sum_minus, Rmult_0_r, Rplus_0_l, <- sum_scal.
  apply sum_ext. intros j _. ring.
Qed.

(** The linearisation of the flow (1.10) diagonalises, with eigenvalues [mu_0] and [mu_1]. *)
Theorem Theorem_1_3 s : 0 < s -> equilibrium phi psi beta nu d (scalar s) ->
  (forall i, (i < d)%nat -> is_gradient d (fun r => X r i) (scalar s) (linearisation s i)) /\
  is_eigen d (linearisation s) (mu_0 s) ones /\
  forall v, sum_free d v -> is_eigen d (linearisation s) (mu_1 s) v.
Proof.
  intros Hs Heq. split; [intros i Hi c t v Hc Hv; now apply is_derive_flow_field|].
  destruct (Lemma_6_5 nu d s Hs) as [_ [S0 S1]]. destruct (Lemma_6_6 s Hs) as [_ [E0 E1]].
  assert (K : forall v e sg, is_eigen d (energy_hessian (scalar s)) e v ->
    is_eigen d (hessian nu d (scalar s)) sg v -> is_eigen d (linearisation s) (mu e sg s) v).
  { intros v e sg He Hsg i Hi. specialize (He i Hi). specialize (Hsg i Hi).
    set (c := - (/ w * Rpower s (2 - 2 * nu))).
    rewrite (sum_ext d _ (fun j => c * (energy_hessian (scalar s) i j * v j)
      - c * / beta * (hessian nu d (scalar s) i j * v j))).
    - rewrite sum_minus, !sum_scal, He, Hsg. unfold mu. fold c. unfold Rdiv. ring.
    - intros j _. unfold linearisation. fold c. ring. }
  split; [now apply K|]. intros v Hv. apply K; [now apply E1|now apply S1].
Qed.

(** ** Signs of the rates *)

Hypothesis (Hw : 0 < w) (Hbeta : 0 < beta) (Hnu : strip nu) (Hd : (2 <= d)%nat).
Hypothesis Hddphi : forall s, orthant d s -> 0 <= ddphi (trace psi d s).
Hypothesis Hddpsi : forall x, 0 < x -> 0 <= ddpsi x.

Lemma rate_factor s : 0 < / w * Rpower s (2 - 2 * nu).
Proof. apply Rmult_lt_0_compat; [now apply Rinv_0_lt_compat|apply Rpower_pos]. Qed.

Lemma energy_eigen_bounds s : 0 < s -> 0 <= energy_eigen_1 s <= energy_eigen_0 s.
Proof.
  intros Hs. assert (Ho := orthant_scalar d s Hs).
  assert (H1 := phi_nondecreasing _ _ _ _ _ HE _ Ho). assert (H2 := Hddphi _ Ho).
  rewrite trace_scalar in H1, H2. assert (H3 := Hddpsi s Hs).
  unfold energy_eigen_1, energy_eigen_0. split; [now apply Rmult_le_pos|].
  assert (0 <= INR d * ddphi (INR d * psi s) * (dpsi s)^2); [|lra].
  apply Rmult_le_pos; [apply Rmult_le_pos; [apply pos_INR|assumption]|apply pow2_ge_0].
Qed.

(** Remark 6.8: uniform scaling relaxes faster than relative changes. *)
Theorem Remark_6_8 s : 0 < s -> mu_0 s < mu_1 s.
Proof.
  intros Hs. assert (Hf := rate_factor s). assert (He := energy_eigen_bounds s Hs).
  assert (Hib : 0 < / beta) by now apply Rinv_0_lt_compat.
  assert (Hg : entropy_eigen_0 nu d s < entropy_eigen_1 nu d s).
  { assert (E : entropy_eigen_1 nu d s - entropy_eigen_0 nu d s
      = (1 - nu^2) * INR d / (6 * s^2))
      by (unfold entropy_eigen_0, entropy_eigen_1; field; lra).
    assert (0 < (1 - nu^2) * INR d / (6 * s^2)); [|lra].
    assert (0 < INR d) by (apply lt_0_INR; lia). destruct Hnu.
    apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; [nra|lra]|].
    assert (0 < s^2) by now apply pow_lt. lra. }
  apply (Rmult_lt_compat_l _ _ _ Hib) in Hg. unfold mu_0, mu_1, mu, Rdiv.
  assert (0 < (/ w * Rpower s (2 - 2 * nu)) * ((energy_eigen_0 s - / beta * entropy_eigen_0 nu d s)
    - (energy_eigen_1 s - / beta * entropy_eigen_1 nu d s)))
    by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(** Both rates are negative: the equilibrium is attracting. *)
Theorem rates_negative s : 0 < s -> ~ exceptional nu d -> mu_0 s < 0 /\ mu_1 s < 0.
Proof.
  intros Hs He. assert (H := Remark_6_8 s Hs). enough (mu_1 s < 0) by lra.
  assert (Hf := rate_factor s). assert (Hb := energy_eigen_bounds s Hs).
  destruct (entropy_eigen_negative nu d s Hnu Hd Hs) as [_ Hg]. specialize (Hg He).
  assert (Hib : 0 < / beta) by now apply Rinv_0_lt_compat. unfold mu_1, mu, Rdiv.
  assert (0 < / w * Rpower s (2 - 2 * nu) * (energy_eigen_1 s - entropy_eigen_1 nu d s * / beta))
    by (apply Rmult_lt_0_compat; [assumption|nra]). lra.
Qed.

End Energy.
