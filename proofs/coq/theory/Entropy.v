(** * The entropy in the paper's words: formulas (1.2), (1.14), (3.9), (4.9)-(4.12)

    Off the diagonal the total functions of Definitions.v are the expressions that the paper
    prints.  On the diagonal they are their limits (Gradient.v, Hessian.v).  Here [x] and [y] are
    two singular values, and [Rpower x (2 * nu)] is the paper's [x^(2/N)]. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core.
Open Scope R_scope.

(** ** Logarithmic coordinates *)

Lemma ln_lt x y : 0 < y < x -> ln y < ln x.
Proof. intros H. apply ln_increasing; lra. Qed.

Lemma ln_le x y : 0 < y <= x -> ln y <= ln x.
Proof. intros [H [H1| ->]]; [apply Rlt_le, ln_lt; lra|lra]. Qed.

Lemma ln_neq x y : 0 < x -> 0 < y -> x <> y -> ln x - ln y <> 0.
Proof.
  intros Hx Hy H E. apply H, ln_inv; lra.
Qed.

Lemma exp_ln_ratio x y : 0 < x -> 0 < y -> exp (ln x - ln y) = x / y.
Proof.
  intros Hx Hy. unfold Rminus. rewrite exp_plus, exp_Ropp, !exp_ln by assumption. reflexivity.
Qed.

Lemma exp_nu_ln_ratio nu x y : exp (nu * (ln x - ln y)) = Rpower x nu / Rpower y nu.
Proof.
  unfold Rpower, Rdiv. rewrite <- exp_Ropp, <- exp_plus. f_equal. ring.
Qed.

Lemma Rpower_double nu x : Rpower x (2 * nu) = (Rpower x nu)^2.
Proof.
  unfold Rpower. replace (2 * nu * ln x) with (nu * ln x + nu * ln x) by ring.
  rewrite exp_plus. ring.
Qed.

Lemma Rpower_pos x a : 0 < Rpower x a.
Proof. apply exp_pos. Qed.

Lemma Rpower_neq nu x y : nu <> 0 -> 0 < x -> 0 < y -> x <> y -> Rpower x nu <> Rpower y nu.
Proof.
  intros Hn Hx Hy H E. unfold Rpower in E. apply exp_inv in E.
  apply Rmult_eq_reg_l in E; [|assumption]. apply H, ln_inv; assumption.
Qed.

(** [sinh] of [ln x - ln y], and of [nu] times it. *)
Lemma sinh_ln_ratio x y : 0 < x -> 0 < y ->
  sinh (ln x - ln y) = (x^2 - y^2) / (2 * x * y).
Proof.
  intros Hx Hy. unfold sinh. rewrite exp_Ropp, exp_ln_ratio by assumption. field. lra.
Qed.

Lemma cosh_ln_ratio x y : 0 < x -> 0 < y ->
  cosh (ln x - ln y) = (x^2 + y^2) / (2 * x * y).
Proof.
  intros Hx Hy. unfold cosh. rewrite exp_Ropp, exp_ln_ratio by assumption. field. lra.
Qed.

Lemma sinh_nu_ln_ratio nu x y :
  sinh (nu * (ln x - ln y))
  = (Rpower x (2 * nu) - Rpower y (2 * nu)) / (2 * Rpower x nu * Rpower y nu).
Proof.
  unfold sinh. rewrite exp_Ropp, exp_nu_ln_ratio, !Rpower_double.
  generalize (Rpower_pos x nu) (Rpower_pos y nu); intros. field. lra.
Qed.

Lemma cosh_nu_ln_ratio nu x y :
  cosh (nu * (ln x - ln y))
  = (Rpower x (2 * nu) + Rpower y (2 * nu)) / (2 * Rpower x nu * Rpower y nu).
Proof.
  unfold cosh. rewrite exp_Ropp, exp_nu_ln_ratio, !Rpower_double.
  generalize (Rpower_pos x nu) (Rpower_pos y nu); intros. field. lra.
Qed.

(** ** The entropy as a sum over pairs *)

Lemma entropy_pairs nu d s : entropy nu d s = \sum_(i < j < d) pair_entropy nu (s i) (s j).
Proof. unfold entropy, log_entropy, pair_entropy. now rewrite sum_pairs_scal. Qed.

Lemma pair_entropy_sym nu x y : pair_entropy nu x y = pair_entropy nu y x.
Proof.
  unfold pair_entropy. rewrite <- (g_opp (ln x - ln y)), <- (g_opp (nu * (ln x - ln y))).
  replace (- (ln x - ln y)) with (ln y - ln x) by ring.
  replace (- (nu * (ln x - ln y))) with (nu * (ln y - ln x)) by ring. ring.
Qed.

Lemma entropy_ext nu d s r : (forall i, (i < d)%nat -> s i = r i) ->
  entropy nu d s = entropy nu d r.
Proof.
  intros H. rewrite !entropy_pairs. apply sum_pairs_ext. intros i j Hij.
  now rewrite !H by lia.
Qed.

Lemma pair_entropy_ln nu x y : pair_entropy nu x y
  = 1/2 * ln (exp ((1 - nu) * (ln x + ln y)) * sinhc (ln x - ln y)
              / sinhc (nu * (ln x - ln y))).
Proof.
  unfold pair_entropy, g, Rdiv.
  assert (H1 := sinhc_pos (ln x - ln y)). assert (H2 := sinhc_pos (nu * (ln x - ln y))).
  rewrite ln_mult, ln_mult, ln_exp, ln_Rinv; try assumption; try apply exp_pos.
  - lra.
  - apply Rmult_lt_0_compat; [apply exp_pos|assumption].
  - now apply Rinv_0_lt_compat.
Qed.

(** Formula (1.2), up to its additive constant, for any real depth. *)
Lemma pair_entropy_finite nu x y : 0 < nu -> 0 < x -> 0 < y -> x <> y ->
  pair_entropy nu x y
  = 1/2 * ln (nu * ((x^2 - y^2) / (Rpower x (2 * nu) - Rpower y (2 * nu)))).
Proof.
  intros Hn Hx Hy Hxy. rewrite pair_entropy_ln. do 2 f_equal.
  assert (Hu := ln_neq x y Hx Hy Hxy).
  assert (Hnu : nu * (ln x - ln y) <> 0)
    by (apply Rmult_integral_contrapositive_currified; lra).
  assert (HP := Rpower_neq (2 * nu) x y ltac:(lra) Hx Hy Hxy).
  rewrite !sinhc_neq0, sinh_ln_ratio, sinh_nu_ln_ratio by assumption.
  replace (exp ((1 - nu) * (ln x + ln y))) with (x * y / (Rpower x nu * Rpower y nu)).
  - rewrite !Rpower_double in *. generalize (Rpower_pos x nu) (Rpower_pos y nu). intros.
    field. repeat split; try lra.
  - replace ((1 - nu) * (ln x + ln y)) with (ln x + ln y + - (nu * ln x) + - (nu * ln y)) by ring.
    rewrite !exp_plus, !exp_Ropp, !exp_ln by assumption. unfold Rpower.
    generalize (exp_pos (nu * ln x)) (exp_pos (nu * ln y)). intros. field. lra.
Qed.

(** Formula (1.14). *)
Lemma pair_entropy_infinite x y : 0 < x -> 0 < y -> x <> y ->
  pair_entropy 0 x y = 1/2 * ln ((x^2 - y^2) / (ln (x^2) - ln (y^2))).
Proof.
  intros Hx Hy Hxy. rewrite pair_entropy_ln. do 2 f_equal.
  assert (Hu := ln_neq x y Hx Hy Hxy).
  rewrite Rmult_0_l, sinhc_0, sinhc_neq0, sinh_ln_ratio by assumption.
  rewrite Rminus_0_r, Rmult_1_l, exp_plus, !exp_ln by assumption.
  replace (ln (x^2)) with (2 * ln x) by (simpl; rewrite Rmult_1_r, ln_mult by lra; ring).
  replace (ln (y^2)) with (2 * ln y) by (simpl; rewrite Rmult_1_r, ln_mult by lra; ring).
  field. lra.
Qed.

Lemma open_chamber_pair d s i j : open_chamber d s -> (i < j < d)%nat ->
  0 < s i /\ 0 < s j /\ s i <> s j.
Proof.
  intros [Ho Hc] Hij. assert (H := Hc i j Hij).
  repeat split; [apply Ho; lia|apply Ho; lia|lra].
Qed.

Lemma open_chamber_closed d s : open_chamber d s -> chamber d s.
Proof.
  intros [Ho Hc]. split; [exact Ho|]. intros i j Hij.
  destruct (Nat.eq_dec i j) as [->|]; [lra|]. apply Rlt_le, Hc. lia.
Qed.

Theorem entropy_finite_depth nu d s : 0 < nu -> open_chamber d s ->
  entropy nu d s = 1/2 * \sum_(i < j < d)
    ln (nu * (((s i)^2 - (s j)^2) / (Rpower (s i) (2 * nu) - Rpower (s j) (2 * nu)))).
Proof.
  intros Hn Hc. rewrite entropy_pairs, <- sum_pairs_scal. apply sum_pairs_ext.
  intros i j Hij. destruct (open_chamber_pair _ _ _ _ Hc Hij) as [Hi [Hj Hne]].
  now apply pair_entropy_finite.
Qed.

Theorem entropy_infinite_depth d s : open_chamber d s ->
  entropy 0 d s = 1/2 * \sum_(i < j < d)
    ln (((s i)^2 - (s j)^2) / (ln ((s i)^2) - ln ((s j)^2))).
Proof.
  intros Hc. rewrite entropy_pairs, <- sum_pairs_scal. apply sum_pairs_ext.
  intros i j Hij. destruct (open_chamber_pair _ _ _ _ Hc Hij) as [Hi [Hj Hne]].
  now apply pair_entropy_infinite.
Qed.

(** The Boltzmann entropy (1.2) itself; [cd] is the volume of the orthogonal group, of which
    nothing is used. *)
Definition boltzmann_entropy (cd : R) (N d : nat) (s : vec) : R :=
  (INR N - 1) * ln cd + 1/2 * \sum_(i < j < d)
    ln (((s i)^2 - (s j)^2) / (Rpower (s i) (2 * / INR N) - Rpower (s j) (2 * / INR N))).

Theorem boltzmann_entropy_eq cd N d s : (1 <= N)%nat -> open_chamber d s ->
  boltzmann_entropy cd N d s
  = entropy (depth N) d s + (INR N - 1) * ln cd + INR d * (INR d - 1) / 4 * ln (INR N).
Proof.
  intros HN Hc. assert (Hn : 0 < INR N) by (apply lt_0_INR; lia).
  unfold depth. assert (Hi := Rinv_0_lt_compat _ Hn).
  rewrite entropy_finite_depth by assumption. unfold boltzmann_entropy.
  set (F := fun i j => ln (((s i)^2 - (s j)^2)
              / (Rpower (s i) (2 * / INR N) - Rpower (s j) (2 * / INR N)))).
  rewrite (sum_pairs_ext d (fun i j => ln (/ INR N * (((s i)^2 - (s j)^2)
    / (Rpower (s i) (2 * / INR N) - Rpower (s j) (2 * / INR N)))))
    (fun i j => F i j + - ln (INR N))).
  - rewrite sum_pairs_plus, sum_pairs_const. change (sum_pairs d (fun i j => F i j))
      with (sum_pairs d F). field.
  - intros i j Hij. unfold F. rewrite ln_mult, ln_Rinv; [ring|lra|lra|].
    destruct Hc as [Ho Hc]. assert (H := Hc i j Hij). assert (Hj := Ho j ltac:(lia)).
    apply Rdiv_lt_0_compat; [nra|]. unfold Rpower.
    assert (exp (2 * / INR N * ln (s j)) < exp (2 * / INR N * ln (s i))); [|lra].
    apply exp_increasing, Rmult_lt_compat_l; [lra|]. apply ln_lt; lra.
Qed.

(** ** The kernels of the gradient and of the Hessian *)

Definition h_finite (nu x y : R) : R :=
  x / (x^2 - y^2) - nu * Rpower x (2 * nu) / (x * (Rpower x (2 * nu) - Rpower y (2 * nu))).

Definition h_infinite (x y : R) : R := x / (x^2 - y^2) - 1 / (2 * x * (ln x - ln y)).

Lemma sq_neq x y : 0 < x -> 0 < y -> x <> y -> x^2 - y^2 <> 0.
Proof.
  intros Hx Hy H. replace (x^2 - y^2) with ((x - y) * (x + y)) by ring.
  apply Rmult_integral_contrapositive_currified; lra.
Qed.

Lemma m_ln_ratio nu x y : nu <> 0 -> 0 < x -> 0 < y -> x <> y ->
  m nu (ln x - ln y) = (x^2 + y^2) / (x^2 - y^2)
    - nu * ((Rpower x (2 * nu) + Rpower y (2 * nu)) / (Rpower x (2 * nu) - Rpower y (2 * nu))).
Proof.
  intros Hn Hx Hy Hxy. rewrite m_finite; [|assumption|now apply ln_neq].
  rewrite sinh_ln_ratio, cosh_ln_ratio, sinh_nu_ln_ratio, cosh_nu_ln_ratio by assumption.
  assert (HP := Rpower_neq (2 * nu) x y ltac:(lra) Hx Hy Hxy).
  assert (Hs := sq_neq x y Hx Hy Hxy). generalize (Rpower_pos x nu) (Rpower_pos y nu). intros.
  field. repeat split; try lra.
Qed.

Lemma k_ln_ratio nu x y : nu <> 0 -> 0 < x -> 0 < y -> x <> y ->
  k nu (ln x - ln y) = 4 * nu^2 * Rpower x (2 * nu) * Rpower y (2 * nu)
      / (Rpower x (2 * nu) - Rpower y (2 * nu))^2
    - 4 * x^2 * y^2 / (x^2 - y^2)^2.
Proof.
  intros Hn Hx Hy Hxy. rewrite k_finite; [|assumption|now apply ln_neq].
  rewrite sinh_ln_ratio, sinh_nu_ln_ratio by assumption.
  assert (HP := Rpower_neq (2 * nu) x y ltac:(lra) Hx Hy Hxy).
  assert (Hs := sq_neq x y Hx Hy Hxy). rewrite !Rpower_double in *.
  generalize (Rpower_pos x nu) (Rpower_pos y nu). intros.
  field. repeat split; try lra.
Qed.

(** The summand of (3.9). *)
Lemma h_finite_eq nu x y : nu <> 0 -> 0 < x -> 0 < y -> x <> y -> h nu x y = h_finite nu x y.
Proof.
  intros Hn Hx Hy Hxy. unfold h, h_finite. rewrite m_ln_ratio by assumption.
  assert (HP := Rpower_neq (2 * nu) x y ltac:(lra) Hx Hy Hxy).
  assert (Hs := sq_neq x y Hx Hy Hxy). field. repeat split; lra.
Qed.

(** The summand of (3.18). *)
Lemma h_infinite_eq x y : 0 < x -> 0 < y -> x <> y -> h 0 x y = h_infinite x y.
Proof.
  intros Hx Hy Hxy. unfold h, h_infinite. assert (Hu := ln_neq x y Hx Hy Hxy).
  assert (Hs := sq_neq x y Hx Hy Hxy).
  rewrite m_infinite, langevin_neq0, sinh_ln_ratio, cosh_ln_ratio by assumption.
  field. repeat split; lra.
Qed.

(** The kernels (4.9) and (4.10). *)
Lemma alpha_finite_eq nu x y : nu <> 0 -> 0 < x -> 0 < y -> x <> y ->
  alpha nu x y = 2 * x * y / (x^2 - y^2)^2 - 2 * nu^2 * Rpower x (2 * nu) * Rpower y (2 * nu)
    / (x * y * (Rpower x (2 * nu) - Rpower y (2 * nu))^2).
Proof.
  intros Hn Hx Hy Hxy. unfold alpha. rewrite k_ln_ratio by assumption.
  assert (HP := Rpower_neq (2 * nu) x y ltac:(lra) Hx Hy Hxy).
  assert (Hs := sq_neq x y Hx Hy Hxy). field. repeat split; lra.
Qed.

Lemma gamma_finite_eq nu x y : nu <> 0 -> 0 < x -> 0 < y -> x <> y ->
  gamma nu x y = - (x^2 + y^2) / (x^2 - y^2)^2
    + nu * Rpower x (2 * nu) * (Rpower x (2 * nu) - (1 - 2 * nu) * Rpower y (2 * nu))
      / (x^2 * (Rpower x (2 * nu) - Rpower y (2 * nu))^2).
Proof.
  intros Hn Hx Hy Hxy. unfold gamma. rewrite m_ln_ratio, k_ln_ratio by assumption.
  assert (HP := Rpower_neq (2 * nu) x y ltac:(lra) Hx Hy Hxy).
  assert (Hs := sq_neq x y Hx Hy Hxy). field. repeat split; lra.
Qed.
