(** * Where Theorem 1.2 needs more than Definition 1.1

    Definition 1.1 asks for a nondecreasing [phi] and a convex [psi].  With these alone
    - there may be no equilibrium: [phi = ln (1 + x)], [psi = x^2], small [beta];
    - there may be several: [phi = x / (1 + x)], [psi = x^2], [d = 2], infinite depth, [beta = 8];
    - for [N = d = 2] and [psi] affine every point of a line segment is an equilibrium.
    The refutations of Theorems 1.9 and 1.10 are in Concavity.v and Riemannian.v. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient
  Hessian Blocks Concavity Riemannian Equilibrium Minimiser MeanField.
Open Scope R_scope.

(** A symmetric spectral energy with [psi = x^2]: the sum is nonnegative. *)
Lemma trace_square_ge0 d s : 0 <= trace (fun x => x^2) d s.
Proof. apply sum_ge0. intros i _. apply pow2_ge_0. Qed.

Lemma spectral_energy_square phi dphi d :
  (forall x, 0 <= x -> is_derive phi x (dphi x)) -> (forall x, 0 <= x -> 0 <= dphi x) ->
  spectral_energy phi dphi (fun x => x^2) (fun x => 2 * x) d.
Proof.
  intros Hd Hp. split.
  - intros x _. auto_derive; [trivial|ring].
  - intros s _. apply Hd, trace_square_ge0.
  - intros s _. apply Hp, trace_square_ge0.
  - intros x y H. lra.
Qed.

(** ** No equilibrium *)

Definition log_phi (x : R) : R := ln (1 + x).
Definition log_dphi (x : R) : R := / (1 + x).

Lemma log_spectral_energy d : spectral_energy log_phi log_dphi (fun x => x^2) (fun x => 2 * x) d.
Proof.
  apply spectral_energy_square; unfold log_phi, log_dphi; intros x Hx.
  - auto_derive; [lra|]. field. lra.
  - apply Rlt_le, Rinv_0_lt_compat. lra.
Qed.

Theorem Theorem_1_2_fails_existence d nu : strip nu -> (2 <= d)%nat ->
  exists beta, 0 < beta /\ forall s, ~ equilibrium log_phi (fun x => x^2) beta nu d s.
Proof.
  intros Hn Hd. assert (HE := log_spectral_energy d).
  assert (Hd' := Hd). apply le_INR in Hd'. simpl in Hd'.
  assert (Hk : 0 < kappa d nu) by (unfold kappa; destruct Hn; nra).
  assert (Hkd : 0 < kappa d nu * INR d) by (apply Rmult_lt_0_compat; lra).
  exists (kappa d nu * INR d / 2). split; [lra|]. intros s Heq.
  assert (Hdiag : on_diagonal d s).
  { apply (equilibrium_on_diagonal _ _ _ _ d (kappa d nu * INR d / 2) nu HE s Hn Hd);
    [right|lra|exact Heq].
    intros x y H. lra. }
  assert (Ho := proj1 Heq). assert (Hs := Ho 0%nat ltac:(lia)). set (x := s 0%nat) in *.
  destruct (equilibrium_iff _ _ _ _ d (kappa d nu * INR d / 2) nu HE s Ho) as [H _].
  assert (E := H Heq 0%nat ltac:(lia)). unfold free_energy_gradient in E.
  fold (trace (fun x => x^2) d s) in E.
  assert (Et : trace (fun x => x^2) d s = INR d * x^2).
  { rewrite <- (trace_scalar (fun x => x^2) d x). apply sum_ext.
    intros i Hi. unfold scalar, x. now rewrite (Hdiag i 0%nat Hi ltac:(lia)). }
  assert (Eg : gradient nu d s 0 = gradient nu d (scalar x) 0).
  { apply sum_except_ext. intros j Hj _. unfold scalar, x.
    now rewrite (Hdiag j 0%nat Hj ltac:(lia)). }
  rewrite Et, Eg, gradient_scalar in E by lia. fold x in E. unfold log_dphi in E.
  replace ((INR d - 1) * ((1 - nu) / (2 * x))) with (kappa d nu / x) in E
    by (unfold kappa; field; lra).
  assert (Hx2 : 0 < INR d * x^2) by (apply Rmult_lt_0_compat; [lra|now apply pow_lt]).
  replace (/ (1 + INR d * x^2) * (2 * x) - / (kappa d nu * INR d / 2) * (kappa d nu / x))
    with (- 2 / (INR d * x * (1 + INR d * x^2))) in E by (field; repeat split; lra).
  assert (0 < 2 / (INR d * x * (1 + INR d * x^2))).
  { apply Rdiv_lt_0_compat; [lra|]. apply Rmult_lt_0_compat; [nra|lra]. }
  unfold Rdiv in *. lra.
Qed.

(** ** Two equilibria *)

Definition ratio_phi (x : R) : R := x / (1 + x).
Definition ratio_dphi (x : R) : R := / (1 + x)^2.

Lemma ratio_spectral_energy d :
  spectral_energy ratio_phi ratio_dphi (fun x => x^2) (fun x => 2 * x) d.
Proof.
  apply spectral_energy_square; unfold ratio_phi, ratio_dphi; intros x Hx.
  - auto_derive; [lra|]. field. lra.
  - apply Rlt_le, Rinv_0_lt_compat. nra.
Qed.

(** The balance is [4 z^2 - 28 z + 1 = 0] for [z = s^2]. *)
Lemma ratio_equilibrium z : 0 < z -> 4 * z^2 - 28 * z + 1 = 0 ->
  equilibrium ratio_phi (fun x => x^2) 8 0 2 (scalar (sqrt z)).
Proof.
  intros Hz E. assert (Hs := sqrt_lt_R0 z Hz). assert (Es := sqrt_sqrt z (Rlt_le _ _ Hz)).
  apply (equilibrium_scalar _ _ _ _ 2 8 0 (ratio_spectral_energy 2)); [lia|exact Hs|].
  unfold balance, kappa, ratio_dphi. simpl INR.
  replace (sqrt z ^ 2) with z by (simpl; lra).
  transitivity (2 * (sqrt z * sqrt z) * / (1 + (1 + 1) * z)^2); [ring|rewrite Es].
  apply (Rmult_eq_reg_r (16 * (1 + 2 * z)^2)); [|apply Rgt_not_eq; nra].
  field_simplify; lra.
Qed.

Theorem Theorem_1_2_fails_uniqueness : exists s r, 0 < s < r /\
  equilibrium ratio_phi (fun x => x^2) 8 0 2 (scalar s) /\
  equilibrium ratio_phi (fun x => x^2) 8 0 2 (scalar r).
Proof.
  assert (H48 : 6 < sqrt 48 < 7).
  { split; [rewrite <- (sqrt_square 6) by lra|rewrite <- (sqrt_square 7) by lra];
      apply sqrt_lt_1; lra. }
  assert (E48 := sqrt_sqrt 48 ltac:(lra)).
  exists (sqrt ((7 - sqrt 48) / 2)), (sqrt ((7 + sqrt 48) / 2)). split; [split|split].
  - apply sqrt_lt_R0. lra.
  - apply sqrt_lt_1; lra.
  - apply ratio_equilibrium; [lra|]. nra.
  - apply ratio_equilibrium; [lra|]. nra.
Qed.

(** ** A continuum of equilibria: [N = d = 2] and [psi] affine *)

Lemma identity_spectral_energy d :
  spectral_energy (fun x => x) (fun _ => 1) (fun x => x) (fun _ => 1) d.
Proof.
  split; intros; try lra; apply (@is_derive_id R_AbsRing).
Qed.

Lemma h_half x y : 0 < x -> 0 < y -> h (1/2) x y = 1 / (2 * (x + y)).
Proof. intros Hx Hy. unfold h. rewrite m_half by assumption. field. lra. Qed.

Theorem Theorem_1_2_exception beta s : 0 < beta -> orthant 2 s ->
  s 0%nat + s 1%nat = / (2 * beta) ->
  equilibrium (fun x => x) (fun x => x) beta (1/2) 2 s.
Proof.
  intros Hb Ho E. apply (equilibrium_iff _ _ _ _ 2 beta (1/2) (identity_spectral_energy 2) s Ho).
  assert (H0 := Ho 0%nat ltac:(lia)). assert (H1 := Ho 1%nat ltac:(lia)).
  assert (G : forall x y, 0 < x -> 0 < y -> x + y = / (2 * beta) ->
    1 * 1 - / beta * h (1/2) x y = 0).
  { intros x y Hx Hy Exy. rewrite h_half, Exy by assumption. field. lra. }
  intros [|[|i]] Hi; [| |lia]; unfold free_energy_gradient, gradient, sum_except; simpl.
  - generalize (G _ _ H0 H1 E). lra.
  - generalize (G _ _ H1 H0 ltac:(lra)). lra.
Qed.

(** In particular, for every [beta] there are two different equilibria in the chamber. *)
Theorem Theorem_1_2_exception_uniqueness beta : 0 < beta -> exists s r,
  chamber 2 s /\ chamber 2 r /\ s 0%nat < r 0%nat /\
  equilibrium (fun x => x) (fun x => x) beta (1/2) 2 s /\
  equilibrium (fun x => x) (fun x => x) beta (1/2) 2 r.
Proof.
  intros Hb. set (a := / (2 * beta)). assert (Ha : 0 < a) by (apply Rinv_0_lt_compat; lra).
  assert (Hc : forall x y, 0 < y <= x -> chamber 2 (on2 x y)).
  { intros x y Hxy. split; [apply orthant2; lra|].
    intros [|[|i]] [|[|j]] Hij; simpl; lra || lia. }
  exists (on2 (a / 2) (a / 2)), (on2 (2 * a / 3) (a / 3)).
  split; [apply Hc; lra|]. split; [apply Hc; lra|]. split; [simpl; lra|].
  split; (apply Theorem_1_2_exception; [assumption|apply orthant2; lra|]); fold a; simpl; field.
Qed.
