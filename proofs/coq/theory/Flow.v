(** * Flat coordinates: Lemma 7.1

    In the coordinates [y_i = sqrt N s_i^nu] (logarithms at infinite depth) the metric is the
    Euclidean one (7.2), and the gradient flow (1.10) is the ordinary gradient flow of the free
    energy.  With the weight [w] of the metric, [y_i = (sqrt w / nu) s_i^nu]; the convention of P
    is [w = nu]. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient
  Hessian Blocks Concavity Riemannian Equilibrium.
Open Scope R_scope.

Section Flat.

Variables (w nu : R).
Hypothesis Hw : 0 < w.

(** (7.1) *)
Definition flat (x : R) : R :=
  if Req_EM_T nu 0 then sqrt w * ln x else sqrt w / nu * Rpower x nu.
Definition flat' (x : R) : R := sqrt w * Rpower x (nu - 1).

(** Its inverse. *)
Definition unflat (y : R) : R :=
  if Req_EM_T nu 0 then exp (y / sqrt w) else Rpower (nu * y / sqrt w) (/ nu).

Lemma sqrt_w_pos : 0 < sqrt w.
Proof. now apply sqrt_lt_R0. Qed.

Lemma flat'_pos x : 0 < flat' x.
Proof. apply Rmult_lt_0_compat; [apply sqrt_w_pos|apply Rpower_pos]. Qed.

Lemma is_derive_flat x : 0 < x -> is_derive flat x (flat' x).
Proof.
  intros Hx. unfold flat, flat'. destruct (Req_EM_T nu 0) as [->|Hn].
  - rewrite Rminus_0_l, Rpower_Ropp, Rpower_1 by assumption.
    apply is_derive_scal. now apply is_derive_Reals, derivable_pt_lim_ln.
  - evar_last; [apply is_derive_scal; now apply is_derive_Rpower|].
    replace (Rpower x (nu - 1)) with (Rpower x nu / x); [field; lra|].
    unfold Rminus. rewrite Rpower_plus, Rpower_Ropp, Rpower_1 by assumption. reflexivity.
Qed.

Lemma unflat_flat x : 0 < x -> unflat (flat x) = x.
Proof.
  intros Hx. unfold unflat, flat. assert (Hs := sqrt_w_pos).
  destruct (Req_EM_T nu 0) as [E|Hn].
  - replace (sqrt w * ln x / sqrt w) with (ln x) by (field; lra). now apply exp_ln.
  - replace (nu * (sqrt w / nu * Rpower x nu) / sqrt w) with (Rpower x nu) by (field; lra).
    rewrite Rpower_mult, Rinv_r, Rpower_1; auto.
Qed.

Lemma is_derive_unflat x : 0 < x -> is_derive unflat (flat x) (/ flat' x).
Proof.
  intros Hx. assert (Hs := sqrt_w_pos). assert (Hu := unflat_flat x Hx). revert Hu.
  unfold unflat, flat, flat'. destruct (Req_EM_T nu 0) as [->|Hn].
  - intros _. auto_derive; [lra|].
    replace (sqrt w * ln x * / sqrt w) with (ln x) by (field; lra).
    rewrite exp_ln, Rminus_0_l, Rpower_Ropp, Rpower_1 by assumption. field. lra.
  - intros _.
    assert (E : nu * (sqrt w / nu * Rpower x nu) / sqrt w = Rpower x nu) by (field; lra).
    assert (Hp := Rpower_pos x nu). evar_last.
    + apply (is_derive_comp_R (fun z => Rpower z (/ nu)) (fun y => nu * y / sqrt w)).
      * cbv beta. rewrite E. now apply is_derive_Rpower.
      * auto_derive; [lra|reflexivity].
    + rewrite Rpower_mult, Rinv_r, Rpower_1 by assumption.
      unfold Rminus. rewrite Rpower_plus, Rpower_Ropp, Rpower_1 by assumption. field.
      repeat split; lra.
Qed.

(** (7.2): the coordinate change is an isometry onto Euclidean space. *)
Theorem Lemma_7_1_metric s i : 0 < s i -> (flat' (s i))^2 = metric w nu s i i.
Proof.
  intros Hs. unfold flat', metric. rewrite Nat.eqb_refl.
  replace ((sqrt w * Rpower (s i) (nu - 1))^2)
    with ((sqrt w * sqrt w) * (Rpower (s i) (nu - 1))^2) by ring.
  rewrite sqrt_sqrt, <- Rpower_double by lra. f_equal. f_equal. ring.
Qed.

(** ** The flow *)

Variables (phi dphi psi dpsi : R -> R) (d : nat) (beta : R).
Hypothesis HE : spectral_energy phi dphi psi dpsi d.

Let F := free_energy phi psi beta nu d.
Let dF := free_energy_gradient dphi psi dpsi beta nu d.

(** [c] is a solution of (1.10) at time [t]. *)
Definition solves_flow (c : R -> vec) (t : R) : Prop :=
  orthant d (c t) /\ is_velocity d c t (flow_field w dphi psi dpsi beta nu d (c t)).

(** The gradient of the free energy as a function of [y]. *)
Definition flat_gradient (s : vec) (i : nat) : R := dF s i / flat' (s i).

Lemma is_gradient_flat s : orthant d s ->
  is_gradient d (fun y => F (fun i => unflat (y i))) (fun i => flat (s i)) (flat_gradient s).
Proof.
  intros Ho y t v Hy Hv.
  set (c := fun t i => unflat (y t i)).
  assert (Hyi : forall i, y t i = flat (s i)) by (intros; now rewrite Hy).
  assert (Hc : forall i, (i < d)%nat -> c t i = s i).
  { intros i Hi. unfold c. rewrite Hyi. now apply unflat_flat, Ho. }
  assert (Hoc : orthant d (c t)) by (intros i Hi; rewrite Hc by assumption; now apply Ho).
  assert (Hvc : is_velocity d c t (fun i => / flat' (s i) * v i)).
  { intros i Hi. unfold c. apply (is_derive_comp_R unflat (fun t => y t i)); [|now apply Hv].
    rewrite Hyi. now apply is_derive_unflat, Ho. }
  evar_last; [exact (is_derive_free_energy_curve _ _ _ _ _ beta nu HE c t _ Hoc Hvc)|].
  unfold dot, flat_gradient. apply sum_ext. intros i Hi.
  replace (free_energy_gradient dphi psi dpsi beta nu d (c t) i) with (dF s i).
  - unfold Rdiv. ring.
  - unfold dF, free_energy_gradient, gradient.
    rewrite (sum_ext d (fun j => psi (s j)) (fun j => psi (c t j)))
      by (intros; now rewrite Hc).
    rewrite (sum_except_ext d i (fun j => h nu (s i) (s j)) (fun j => h nu (c t i) (c t j)))
      by (intros; now rewrite !Hc).
    now rewrite Hc.
Qed.

(** In flat coordinates a solution of (1.10) follows minus the gradient of the free energy. *)
Theorem Lemma_7_1 c t : solves_flow c t ->
  let y := fun t i => flat (c t i) in
  is_gradient d (fun y => F (fun i => unflat (y i))) (y t) (flat_gradient (c t)) /\
  is_velocity d y t (fun i => - flat_gradient (c t) i).
Proof.
  intros [Ho Hv] y. split; [now apply is_gradient_flat|].
  intros i Hi. assert (Hs := Ho i Hi).
  assert (Hf := is_derive_comp_R flat (fun t => c t i) t _ _ (is_derive_flat _ Hs) (Hv i Hi)).
  evar_last; [exact Hf|].
  unfold flat_gradient, flow_field. fold dF.
  assert (H1 := Lemma_7_1_metric (c t) i Hs). assert (H2 := flat'_pos (c t i)).
  assert (H3 := metric_inverse_correct w nu (c t i) ltac:(lra)).
  unfold metric in H1. rewrite Nat.eqb_refl in H1. rewrite <- H1 in H3.
  apply (Rmult_eq_reg_r (flat' (c t i))); [|lra].
  transitivity (- dF (c t) i * (/ w * Rpower (c t i) (2 - 2 * nu) * (flat' (c t i))^2)); [ring|].
  rewrite H3. field. lra.
Qed.

(** The diagonal (1.24) is invariant: there the flow field is a multiple of the all-ones vector. *)
Theorem diagonal_invariant s i j : (i < d)%nat -> (j < d)%nat ->
  flow_field w dphi psi dpsi beta nu d (scalar s) i
  = flow_field w dphi psi dpsi beta nu d (scalar s) j.
Proof.
  intros Hi Hj. unfold flow_field, free_energy_gradient.
  rewrite !gradient_scalar by assumption. reflexivity.
Qed.

End Flat.
