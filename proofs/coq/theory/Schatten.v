(** * Schatten energies: (1.22) and (1.23)

    [E = (1/p) \sum_i s_i^p] with [p >= 1] satisfies the hypotheses of Theorem 1.2, and its
    equilibrium is [sstar^p = kappa / beta], [kappa = (d - 1)(1 - nu)/2], at every depth.  The
    rates of Theorem 1.3 in closed form. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient
  Hessian Blocks Concavity Riemannian Equilibrium Minimiser Rates.
Open Scope R_scope.

Section Schatten.

Variable p : R.
Hypothesis Hp : 1 <= p.

Definition schatten_psi (x : R) : R := Rpower x p / p.
Definition schatten_dpsi (x : R) : R := Rpower x (p - 1).

Lemma Rpower_pred x a : 0 < x -> Rpower x a / x = Rpower x (a - 1).
Proof.
  intros Hx. unfold Rminus. rewrite Rpower_plus, Rpower_Ropp, Rpower_1 by assumption.
  reflexivity.
Qed.

Lemma is_derive_schatten x : 0 < x -> is_derive schatten_psi x (schatten_dpsi x).
Proof.
  intros Hx. unfold schatten_psi, schatten_dpsi.
  apply (is_derive_ext (fun x => / p * Rpower x p)); [intros; apply Rmult_comm|].
  evar_last; [apply is_derive_scal, is_derive_Rpower, Hx|].
  rewrite <- Rpower_pred by assumption. field. lra.
Qed.

Lemma schatten_dpsi_le x y : 0 < x <= y -> schatten_dpsi x <= schatten_dpsi y.
Proof. intros Hxy. unfold schatten_dpsi. apply Rle_Rpower_l; lra. Qed.

Lemma schatten_dpsi_lt x y : 1 < p -> 0 < x < y -> schatten_dpsi x < schatten_dpsi y.
Proof.
  intros Hp1 Hxy. unfold schatten_dpsi, Rpower. apply exp_increasing, Rmult_lt_compat_l; [lra|].
  apply ln_lt. lra.
Qed.

Theorem schatten_convex_energy d :
  convex_energy (fun x => x) (fun _ => 1) schatten_psi schatten_dpsi d.
Proof.
  split; [split| | | |].
  - apply is_derive_schatten.
  - intros s _. apply (@is_derive_id R_AbsRing).
  - intros; lra.
  - apply schatten_dpsi_le.
  - intros; lra.
  - intros. apply continuous_const.
  - intros x Hx. apply (@ex_derive_continuous R_AbsRing R_NormedModule).
    eexists. now apply is_derive_Rpower.
  - exists 1. split; [lra|]. rewrite Rmult_1_l. apply Rpower_pos.
Qed.

Lemma schatten_strict_case nu d : ~ (exceptional nu d /\ p = 1) ->
  strict_case nu d schatten_dpsi.
Proof.
  intros H. destruct (Req_dec p 1) as [E|E].
  - left. intros He. now apply H.
  - right. intros x y Hxy. apply schatten_dpsi_lt; [lra|assumption].
Qed.

Lemma schatten_balance d x : 0 < x ->
  balance (fun _ => 1) schatten_psi schatten_dpsi d x = Rpower x p.
Proof.
  intros Hx. unfold balance, schatten_dpsi. rewrite Rmult_1_l, <- Rpower_pred by assumption.
  field. lra.
Qed.

(** The equilibrium of the Schatten energy. *)
Theorem Schatten_1_23 d beta nu : 0 < beta -> strip nu -> (2 <= d)%nat ->
  ~ (exceptional nu d /\ p = 1) ->
  let sstar := Rpower ((INR d - 1) * (1 - nu) / (2 * beta)) (/ p) in
  forall s, orthant d s ->
  equilibrium (fun x => x) schatten_psi beta nu d s <-> forall i, (i < d)%nat -> s i = sstar.
Proof.
  intros Hb Hn Hd He sstar s Ho.
  assert (Hk := kappa_pos d beta nu Hb Hn Hd).
  set (HC := schatten_convex_energy d). set (HE := convex_is_spectral _ _ _ _ _ HC).
  assert (Hs : 0 < sstar) by apply Rpower_pos.
  assert (Hbal : balance (fun _ => 1) schatten_psi schatten_dpsi d sstar = kappa d nu / beta).
  { rewrite schatten_balance by assumption. unfold sstar. rewrite Rpower_mult, Rinv_l by lra.
    rewrite Rpower_1; [unfold kappa; field; lra|].
    unfold kappa in Hk. replace ((INR d - 1) * (1 - nu) / (2 * beta))
      with ((INR d - 1) * (1 - nu) / 2 / beta) by (field; lra). exact Hk. }
  destruct (Theorem_1_2 _ _ _ _ d HC beta nu Hb Hn Hd (schatten_strict_case nu d He))
    as [r [Hr [Er [Hu [Heq [Huniq _]]]]]].
  assert (E : sstar = r) by (apply Hu; assumption). rewrite E. split; [apply Huniq|].
  intros Hall. apply (equilibrium_iff _ _ _ _ _ _ _ HE s Ho). intros i Hi.
  destruct (equilibrium_iff _ _ _ _ _ beta nu HE _ (orthant_scalar d r Hr)) as [H _].
  rewrite <- (H Heq i Hi). unfold free_energy_gradient, gradient, scalar.
  rewrite (Hall i Hi), Rmult_1_l. f_equal. f_equal. apply sum_except_ext.
  intros j Hj _. now rewrite Hall.
Qed.

(** ** The constrained dual, (1.28) to (1.32)

    The entropy under the constraint [\sum_i s_i^p = C] has exactly one maximiser, a scalar with
    [s^p = C / d]; there it is stationary with the multiplier [kappa d / C] of
    [(1/p) (\sum_i s_i^p - C)]. *)
Theorem Constrained_1_32 d nu C : 0 < C -> strip nu -> (2 <= d)%nat -> ~ (exceptional nu d /\ p = 1) ->
  let s := Rpower (C / INR d) (/ p) in
  let lambda := (INR d - 1) * (1 - nu) / 2 * INR d / C in
  \sum_(i < d) Rpower s p = C /\ 0 < lambda /\
  (forall i, (i < d)%nat -> gradient nu d (scalar s) i = lambda * schatten_dpsi s) /\
  (forall x, orthant d x -> \sum_(i < d) Rpower (x i) p = C -> (exists i, (i < d)%nat /\ s <> x i) ->
     entropy nu d x < entropy nu d (scalar s)).
Proof.
  intros HC0 Hn Hd He s lambda. assert (Hd' := Hd). apply le_INR in Hd'. simpl in Hd'.
  assert (Hc : 0 < C / INR d) by (apply Rdiv_lt_0_compat; lra).
  assert (Hsp : Rpower s p = C / INR d).
  { unfold s. rewrite Rpower_mult, Rinv_l, Rpower_1 by lra. reflexivity. }
  assert (Hsum : \sum_(i < d) Rpower s p = C) by (rewrite sum_const, Hsp; field; lra).
  assert (Hl : 0 < lambda).
  { destruct Hn. unfold lambda. apply Rdiv_lt_0_compat; [|exact HC0].
    repeat apply Rmult_lt_0_compat; lra. }
  set (HE := schatten_convex_energy d).
  destruct (Theorem_1_2 _ _ _ _ d HE lambda nu Hl Hn Hd (schatten_strict_case nu d He))
    as [r [Hr [_ [Hu [Heq [_ Hmin]]]]]].
  assert (E : s = r).
  { apply Hu; [apply Rpower_pos|]. rewrite schatten_balance, Hsp by apply Rpower_pos.
    unfold kappa, lambda. destruct Hn. field. repeat split; lra. }
  rewrite <- E in Heq, Hmin. refine (conj Hsum (conj Hl (conj _ _))).
  - intros i Hi. assert (Ho := orthant_scalar d s (Rpower_pos _ _)).
    destruct (equilibrium_iff _ _ _ _ d lambda nu (convex_is_spectral _ _ _ _ _ HE) _ Ho) as [H _].
    specialize (H Heq i Hi). unfold free_energy_gradient, scalar in H. rewrite Rmult_1_l in H.
    apply (Rmult_eq_reg_r (/ lambda)); [|now apply Rinv_neq_0_compat, Rgt_not_eq].
    replace (lambda * schatten_dpsi s * / lambda) with (schatten_dpsi s) by (field; lra).
    unfold Rdiv, scalar in *. lra.
  - intros x Ho Hx Hne. specialize (Hmin x Ho Hne). unfold free_energy, energy, schatten_psi, scalar in Hmin.
    assert (Ep : forall f, \sum_(i < d) (f i / p) = / p * \sum_(i < d) f i)
      by (intros f; rewrite <- sum_scal; apply sum_ext; intros; apply Rmult_comm).
    rewrite !Ep, Hsum, Hx in Hmin. apply (Rmult_lt_reg_r (/ lambda)); [now apply Rinv_0_lt_compat|].
    unfold Rdiv, scalar in *. lra.
Qed.

(** ** The rates *)

Definition schatten_ddpsi (x : R) : R := (p - 1) * Rpower x (p - 2).

Lemma is_derive_schatten_dpsi x : 0 < x -> is_derive schatten_dpsi x (schatten_ddpsi x).
Proof.
  intros Hx. evar_last; [apply is_derive_Rpower, Hx|]. unfold schatten_ddpsi.
  replace (p - 2) with (p - 1 - 1) by ring. rewrite <- (Rpower_pred x (p - 1)) by assumption.
  unfold Rdiv. ring.
Qed.

(** At the equilibrium, where [s^p = kappa / beta]; [/ w = N] in the convention of P. *)
Theorem Schatten_rates d w beta nu s : 0 < beta -> strip nu -> (2 <= d)%nat -> 0 < s ->
  Rpower s p = (INR d - 1) * (1 - nu) / (2 * beta) ->
  mu_0 (fun _ => 1) (fun _ => 0) schatten_psi schatten_dpsi schatten_ddpsi d w beta nu s
    = - (/ w * Rpower s (p - 2 * nu)) * p /\
  mu_1 (fun _ => 1) schatten_psi schatten_ddpsi d w beta nu s
    = - (/ w * Rpower s (p - 2 * nu))
      * (p - 1 + ((INR d - 1) * (2 - nu) - (1 + nu)) / (3 * (INR d - 1))).
Proof.
  intros Hb [Hn0 Hn1] Hd Hs Heq. apply le_INR in Hd. simpl in Hd.
  assert (Hp2 : Rpower s (p - 2) = Rpower s p / s^2).
  { replace (p - 2) with (p - 1 - 1) by ring.
    rewrite <- (Rpower_pred s (p - 1)), <- (Rpower_pred s p) by assumption. field. lra. }
  assert (Ef : Rpower s (2 - 2 * nu) * Rpower s (p - 2) = Rpower s (p - 2 * nu))
    by (rewrite <- Rpower_plus; f_equal; ring).
  assert (Eb : / beta = 2 * Rpower s p / ((INR d - 1) * (1 - nu)))
    by (rewrite Heq; field; repeat split; lra).
  unfold mu_0, mu_1, mu, energy_eigen_0, energy_eigen_1, entropy_eigen_0, entropy_eigen_1,
    schatten_ddpsi. rewrite <- Ef, Hp2. unfold Rdiv. rewrite Eb.
  split; generalize (/ w); intros iw; field; repeat split; lra.
Qed.

End Schatten.
