(** * Theorem 1.8: the entropy is real-analytic

    At every point of the open orthant, hence on the closed chamber and through [s i = s j], at every real
    [nu], infinite depth included: near each point it is the sum of an absolutely convergent power series in
    the singular values. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Entropy Analytic.
Open Scope R_scope.

Lemma analytic_sinhc_series : analytic_1 sinhc_series 0.
Proof.
  exists sinhc_coeff, 1. split; [lra|].
  assert (K : forall t, is_series (fun n => sinhc_coeff n * t^n) (sinhc_series (0 + t))).
  { intros t. rewrite Rplus_0_l. apply is_pseries_R, PSeries_correct, CV_radius_inside.
    rewrite sinhc_radius. exact I. }
  split; [|intros t _; apply K]. exists (sinhc_series (0 + 1)).
  apply (is_series_ext (fun n => sinhc_coeff n * 1^n)); [|exact (K 1)]. intros n.
  rewrite Rabs_pos_eq; [reflexivity|]. apply Rlt_le, Rinv_0_lt_compat, INR_fact_lt_0.
Qed.

(** At zero by its series, elsewhere as [sinh u / u]. *)
Lemma analytic_sinhc s : analytic_at 1 (fun v => sinhc (v 0%nat)) s.
Proof.
  assert (Hv : analytic_at 1 (fun v => v 0%nat) s) by (apply analytic_coordinate; lia).
  destruct (Req_dec (s 0%nat) 0) as [E|Hne].
  - apply (analytic_near 1 (fun v => sinhc_series (v 0%nat * v 0%nat)) _ s 1 Rlt_0_1).
    { intros h _. rewrite sinhc_eq. f_equal. ring. }
    apply (analytic_apply 1 sinhc_series (fun v => v 0%nat * v 0%nat)); [|now apply analytic_mult].
    rewrite E, Rmult_0_l. apply analytic_sinhc_series.
  - assert (Hp : 0 < Rabs (s 0%nat)) by now apply Rabs_pos_lt.
    apply (analytic_near 1 (fun v => (exp (v 0%nat) - exp (- v 0%nat)) * (/ 2 * / v 0%nat)) _ s
      (Rabs (s 0%nat) / 2) ltac:(lra)).
    { intros h Hh. specialize (Hh 0%nat ltac:(lia)).
      assert (N : s 0%nat + h 0%nat <> 0).
      { intros N. replace (h 0%nat) with (- s 0%nat) in Hh by lra. rewrite Rabs_Ropp in Hh. lra. }
      rewrite sinhc_neq0 by exact N. unfold sinh. field. exact N. }
    apply analytic_mult.
    + apply analytic_minus; [apply (analytic_apply 1 exp (fun v => v 0%nat)); auto using analytic_exp|].
      apply (analytic_apply 1 exp (fun v => - v 0%nat)); [apply analytic_exp|now apply analytic_opp].
    + apply analytic_scal. apply (analytic_apply 1 Rinv (fun v => v 0%nat)); [now apply analytic_inv|exact Hv].
Qed.

Lemma analytic_g s : analytic_at 1 (fun v => g (v 0%nat)) s.
Proof.
  apply (analytic_apply 1 ln (fun v => sinhc (v 0%nat))); [apply analytic_ln, sinhc_pos|apply analytic_sinhc].
Qed.

Lemma analytic_pair_entropy nu v : 0 < v 0%nat -> 0 < v 1%nat ->
  analytic_at 2 (fun v => pair_entropy nu (v 0%nat) (v 1%nat)) v.
Proof.
  intros Hx Hy.
  assert (H0 : analytic_at 2 (fun v => ln (v 0%nat)) v)
    by (apply (analytic_apply 2 ln (fun v => v 0%nat)); [now apply analytic_ln|apply analytic_coordinate; lia]).
  assert (H1 : analytic_at 2 (fun v => ln (v 1%nat)) v)
    by (apply (analytic_apply 2 ln (fun v => v 1%nat)); [now apply analytic_ln|apply analytic_coordinate; lia]).
  assert (Hg : forall u, analytic_at 2 u v -> analytic_at 2 (fun v => g (u v)) v).
  { intros u Hu. apply (analytic_composition 2 1 (fun v => g (v 0%nat)) (fun _ => u)); [auto|].
    apply analytic_g. }
  unfold pair_entropy. apply analytic_scal. apply analytic_minus; [apply analytic_plus|].
  - now apply analytic_scal, analytic_plus.
  - now apply (Hg (fun v => ln (v 0%nat) - ln (v 1%nat))), analytic_minus.
  - now apply (Hg (fun v => nu * (ln (v 0%nat) - ln (v 1%nat)))), analytic_scal, analytic_minus.
Qed.

Theorem Theorem_1_8_analytic nu d s : chamber d s -> analytic_at d (entropy nu d) s.
Proof.
  intros Hs. assert (E : entropy nu d = fun s => \sum_(i < j < d) pair_entropy nu (s i) (s j))
    by (apply FunctionalExtensionality.functional_extensionality; intros; apply entropy_pairs).
  rewrite E. apply rule_analytic_pairs; [|exact Hs]. intros v Hx Hy. now apply analytic_pair_entropy.
Qed.
