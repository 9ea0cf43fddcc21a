(** * The functions [g], [langevin] and [langevin']

    [g' = langevin] and [langevin' ] its derivative, at every real point, zero included; parity and
    signs.  The removable singularity is treated by the power series of [sinh u / u] in [u^2],
    which converges everywhere (Coquelicot's power series). *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Definitions Hyperbolic.
Open Scope R_scope.

(** ** Power series *)

Definition cosh_coeff (n : nat) : R := / INR (fact (2 * n)).
Definition sinhc_coeff (n : nat) : R := / INR (fact (2 * n + 1)).
Definition sinhc_series : R -> R := PSeries sinhc_coeff.
Definition sinhc_series' : R -> R := PSeries (PS_derive sinhc_coeff).

Lemma cv_radius_infinite (a : nat -> R) :
  (forall n, 0 < a n) -> (forall n, a (S n) <= a n / INR (S n)) -> CV_radius a = p_infty.
Proof.
  intros Hp Hd. apply CV_radius_infinite_DAlembert; [intros n; apply Rgt_not_eq, Hp|].
  apply (is_lim_seq_le_le (fun _ => 0) _ (fun n => / INR (S n))).
  - intros n. split; [apply Rabs_pos|].
    assert (0 < INR (S n)) by (apply lt_0_INR; lia).
    rewrite Rabs_pos_eq by (apply Rlt_le, Rdiv_lt_0_compat; apply Hp).
    apply (Rmult_le_reg_r (a n)); [apply Hp|].
    replace (a (S n) / a n * a n) with (a (S n)) by (field; apply Rgt_not_eq, Hp).
    specialize (Hd n). unfold Rdiv in Hd. lra.
  - apply is_lim_seq_const.
  - apply (is_lim_seq_inv (fun n => INR (S n)) p_infty); [|easy].
    apply -> is_lim_seq_incr_1. apply is_lim_seq_INR.
Qed.

Lemma inv_fact_step (p q : nat) :
  (p < q)%nat -> / INR (fact (q + p + 2)) <= / INR (fact (q + p)) / INR (S p).
Proof.
  intros Hpq.
  replace (q + p + 2)%nat with (S (S (q + p))) by lia.
  assert (Hf := INR_fact_lt_0 (q + p)).
  assert (H1 : 0 < INR (S p)) by (apply lt_0_INR; lia).
  rewrite !fact_simpl, !mult_INR.
  assert (H2 : 1 <= INR (S (S (q + p)))) by (apply (le_INR 1); lia).
  assert (H3 : INR (S p) <= INR (S (q + p))) by (apply le_INR; lia).
  unfold Rdiv. rewrite <- Rinv_mult.
  apply Rinv_le_contravar; [apply Rmult_lt_0_compat; lra|].
  assert (INR (S p) <= INR (S (S (q + p))) * INR (S (q + p))) by nra. nra.
Qed.

Lemma cosh_radius : CV_radius cosh_coeff = p_infty.
Proof.
  apply cv_radius_infinite; intros n; unfold cosh_coeff.
  - apply Rinv_0_lt_compat, INR_fact_lt_0.
  - destruct n as [|n]; [simpl; lra|].
    assert (H := inv_fact_step (S n) (S n)).
    assert (Hf := INR_fact_lt_0 (2 * S n)).
    replace (2 * S (S n))%nat with (S (S (2 * S n))) by lia.
    rewrite (fact_simpl (S _)), (fact_simpl (2 * S n)), !mult_INR.
    assert (H1 : 0 < INR (S (S n))) by (apply lt_0_INR; lia).
    assert (H2 : 1 <= INR (S (S (2 * S n)))) by (apply (le_INR 1); lia).
    assert (H3 : INR (S (S n)) <= INR (S (2 * S n))) by (apply le_INR; lia).
    unfold Rdiv. rewrite <- Rinv_mult.
    apply Rinv_le_contravar; [apply Rmult_lt_0_compat; lra|].
    assert (INR (S (S n)) <= INR (S (S (2 * S n))) * INR (S (2 * S n))) by nra. nra.
Qed.

Lemma sinhc_radius : CV_radius sinhc_coeff = p_infty.
Proof.
  apply cv_radius_infinite; intros n; unfold sinhc_coeff.
  - apply Rinv_0_lt_compat, INR_fact_lt_0.
  - replace (2 * S n + 1)%nat with (S n + n + 2)%nat by lia.
    replace (2 * n + 1)%nat with (S n + n)%nat by lia.
    apply inv_fact_step. lia.
Qed.

Lemma ex_pseries_infinite (a : nat -> R) x : CV_radius a = p_infty -> ex_pseries a x.
Proof. intros H. apply CV_radius_inside. rewrite H. exact I. Qed.

(** The exponential series, split into its even and its odd part. *)
Lemma exp_split u : exp u = PSeries cosh_coeff (u^2) + u * sinhc_series (u^2).
Proof.
  rewrite <- (is_pseries_unique _ _ _ (is_exp_Reals u)).
  apply PSeries_odd_even.
  - apply (ex_pseries_infinite _ _ cosh_radius).
  - apply (ex_pseries_infinite _ _ sinhc_radius).
Qed.

Lemma sinh_series u : sinh u = u * sinhc_series (u^2).
Proof.
  unfold sinh. rewrite (exp_split u), (exp_split (- u)).
  replace ((- u)^2) with (u^2) by ring. field.
Qed.

Lemma sinhc_series_0 : sinhc_series 0 = 1.
Proof. unfold sinhc_series. rewrite PSeries_0. unfold sinhc_coeff. simpl. field. Qed.

Lemma sinhc_series'_0 : sinhc_series' 0 = 1/6.
Proof.
  unfold sinhc_series'. rewrite PSeries_0. unfold PS_derive, sinhc_coeff. simpl. field.
Qed.

Lemma sinhc_eq u : sinhc u = sinhc_series (u^2).
Proof.
  unfold sinhc. destruct (Req_EM_T u 0) as [->|Hu].
  - rewrite pow_i by lia. now rewrite sinhc_series_0.
  - rewrite sinh_series. field. exact Hu.
Qed.

Lemma sinhc_pos u : 0 < sinhc u.
Proof.
  unfold sinhc. destruct (Req_EM_T u 0) as [->|Hu]; [lra|].
  destruct (Rlt_le_dec 0 u).
  - apply Rdiv_lt_0_compat; [now apply sinh_pos|lra].
  - replace (sinh u / u) with (sinh (- u) / (- u)) by (rewrite sinh_opp; field; lra).
    apply Rdiv_lt_0_compat; [apply sinh_pos; lra|lra].
Qed.

Lemma is_derive_sinhc_series z : is_derive sinhc_series z (sinhc_series' z).
Proof. apply is_derive_PSeries. rewrite sinhc_radius. exact I. Qed.

Lemma is_derive_sinhc_series' z :
  is_derive sinhc_series' z (PSeries (PS_derive (PS_derive sinhc_coeff)) z).
Proof. apply is_derive_PSeries. rewrite CV_radius_derive, sinhc_radius. exact I. Qed.

Lemma is_derive_sinhc u : is_derive sinhc u (2 * u * sinhc_series' (u^2)).
Proof.
  apply (is_derive_ext (fun u => sinhc_series (u^2))); [intros; now rewrite sinhc_eq|].
  evar_last.
  - apply (is_derive_comp sinhc_series (fun u => u^2)); [apply is_derive_sinhc_series|].
    auto_derive; [trivial|reflexivity].
  - unfold scal; simpl; unfold mult; simpl. ring.
Qed.

(** ** Derivatives of [g] and [langevin] *)

Lemma locally_neq0 u : u <> 0 -> locally u (fun v => v <> 0).
Proof.
  intros Hu. apply (open_neq 0). exact Hu.
Qed.

Lemma langevin_eq u : langevin u = 2 * u * sinhc_series' (u^2) / sinhc_series (u^2).
Proof.
  unfold langevin. destruct (Req_EM_T u 0) as [->|Hu]; [unfold Rdiv; ring|].
  assert (Hs := sinh_neq0 u Hu).
  assert (E : 2 * u * sinhc_series' (u^2) = cosh u / u - sinh u / u^2).
  { rewrite <- (is_derive_unique _ _ _ (is_derive_sinhc u)). apply is_derive_unique.
    apply (is_derive_ext_loc (fun u => sinh u / u)).
    - apply (filter_imp (fun v => v <> 0)); [|now apply locally_neq0].
      intros v Hv. unfold sinhc. now destruct (Req_EM_T v 0).
    - unfold sinh, cosh. auto_derive; [exact Hu|field; exact Hu]. }
  rewrite E, <- sinhc_eq. unfold sinhc. destruct (Req_EM_T u 0); [easy|]. field. auto.
Qed.

Theorem is_derive_g u : is_derive g u (langevin u).
Proof.
  rewrite langevin_eq, <- sinhc_eq. unfold g. evar_last.
  - apply (is_derive_comp ln sinhc).
    + apply is_derive_Reals, derivable_pt_lim_ln, sinhc_pos.
    + apply is_derive_sinhc.
  - unfold scal; simpl; unfold mult; simpl. field.
    apply Rgt_not_eq, sinhc_pos.
Qed.

Definition langevin_ratio (z : R) : R := 2 * sinhc_series' z / sinhc_series z.

Lemma ex_derive_langevin_ratio u : ex_derive (fun u => langevin_ratio (u^2)) u.
Proof.
  apply (ex_derive_comp langevin_ratio (fun u => u^2)); [|auto_derive; trivial].
  apply ex_derive_div.
  - apply ex_derive_scal. eexists; apply is_derive_sinhc_series'.
  - eexists; apply is_derive_sinhc_series.
  - rewrite <- sinhc_eq. apply Rgt_not_eq, sinhc_pos.
Qed.

Lemma is_derive_langevin_0 : is_derive langevin 0 (1/3).
Proof.
  assert (E : forall u, u * langevin_ratio (u^2) = langevin u).
  { intros u. rewrite langevin_eq. unfold langevin_ratio, Rdiv. ring. }
  apply (is_derive_ext _ _ _ _ E).
  evar_last.
  - apply (is_derive_mult (fun u => u) (fun u => langevin_ratio (u^2))).
    + apply (@is_derive_id R_AbsRing).
    + apply Derive_correct, ex_derive_langevin_ratio.
    + intros; apply Rmult_comm.
  - unfold plus, mult, one, langevin_ratio; simpl.
    rewrite Rmult_0_l, sinhc_series_0, sinhc_series'_0. field.
Qed.

Theorem is_derive_langevin u : is_derive langevin u (langevin' u).
Proof.
  unfold langevin'. destruct (Req_EM_T u 0) as [->|Hu]; [apply is_derive_langevin_0|].
  assert (Hs := sinh_neq0 u Hu).
  apply (is_derive_ext_loc (fun u => cosh u / sinh u - 1 / u)).
  - apply (filter_imp (fun v => v <> 0)); [|now apply locally_neq0].
    intros v Hv. unfold langevin. now destruct (Req_EM_T v 0).
  - evar_last.
    + apply @is_derive_minus.
      * apply is_derive_div; [apply is_derive_cosh|apply is_derive_sinh|exact Hs].
      * auto_derive; [exact Hu|reflexivity].
    + unfold minus, plus, opp; simpl.
      replace (sinh u * sinh u) with ((cosh u)^2 - 1) by (generalize (cosh2_sinh2 u); lra).
      assert ((cosh u)^2 - 1 <> 0).
      { replace ((cosh u)^2 - 1) with ((sinh u)^2) by (generalize (cosh2_sinh2 u); lra).
        now apply pow_nonzero. }
      replace ((sinh u)^2) with ((cosh u)^2 - 1) by (generalize (cosh2_sinh2 u); lra).
      field. auto.
Qed.

(** ** Values and parity *)

Lemma sinhc_0 : sinhc 0 = 1.
Proof. unfold sinhc. now destruct (Req_EM_T 0 0). Qed.

Lemma sinhc_neq0 u : u <> 0 -> sinhc u = sinh u / u.
Proof. intros. unfold sinhc. now destruct (Req_EM_T u 0). Qed.

Lemma g_0 : g 0 = 0.
Proof. unfold g. rewrite sinhc_0. apply ln_1. Qed.

Lemma langevin_0 : langevin 0 = 0.
Proof. unfold langevin. now destruct (Req_EM_T 0 0). Qed.

Lemma langevin'_0 : langevin' 0 = 1/3.
Proof. unfold langevin'. now destruct (Req_EM_T 0 0). Qed.

Lemma langevin_neq0 u : u <> 0 -> langevin u = cosh u / sinh u - 1 / u.
Proof. intros. unfold langevin. now destruct (Req_EM_T u 0). Qed.

Lemma langevin'_neq0 u : u <> 0 -> langevin' u = 1 / u^2 - 1 / (sinh u)^2.
Proof. intros. unfold langevin'. now destruct (Req_EM_T u 0). Qed.

Lemma g_opp u : g (- u) = g u.
Proof. unfold g. rewrite !sinhc_eq. now replace ((- u)^2) with (u^2) by ring. Qed.

Lemma langevin_opp u : langevin (- u) = - langevin u.
Proof. rewrite !langevin_eq. replace ((- u)^2) with (u^2) by ring. unfold Rdiv. ring. Qed.

Lemma langevin'_opp u : langevin' (- u) = langevin' u.
Proof.
  destruct (Req_EM_T u 0) as [->|Hu]; [now rewrite Ropp_0|].
  rewrite !langevin'_neq0 by lra. rewrite sinh_opp.
  replace ((- sinh u)^2) with ((sinh u)^2) by ring. now replace ((- u)^2) with (u^2) by ring.
Qed.

(** ** The two combinations [m] and [k] *)

Lemma m_opp nu u : m nu (- u) = - m nu u.
Proof. unfold m. rewrite Ropp_mult_distr_r_reverse, !langevin_opp. ring. Qed.

Lemma k_opp nu u : k nu (- u) = k nu u.
Proof. unfold k. now rewrite Ropp_mult_distr_r_reverse, !langevin'_opp. Qed.

Lemma m_0 nu : m nu 0 = 0.
Proof. unfold m. rewrite Rmult_0_r, langevin_0. ring. Qed.

Lemma k_0 nu : k nu 0 = (1 - nu^2) / 3.
Proof. unfold k. rewrite Rmult_0_r, langevin'_0. field. Qed.

Lemma is_derive_m nu u : is_derive (m nu) u (k nu u).
Proof.
  unfold m, k. evar_last.
  - apply @is_derive_minus; [apply is_derive_langevin|].
    apply is_derive_scal. apply (is_derive_comp langevin (fun u => nu * u)).
    + apply is_derive_langevin.
    + auto_derive; [trivial|reflexivity].
  - unfold minus, plus, opp, scal; simpl; unfold mult; simpl. ring.
Qed.

Lemma m_finite nu u : nu <> 0 -> u <> 0 ->
  m nu u = cosh u / sinh u - nu * (cosh (nu * u) / sinh (nu * u)).
Proof.
  intros Hn Hu. unfold m.
  assert (Hnu : nu * u <> 0) by (apply Rmult_integral_contrapositive_currified; auto).
  rewrite !langevin_neq0 by auto. field.
  repeat split; auto; apply sinh_neq0; auto.
Qed.

Lemma k_finite nu u : nu <> 0 -> u <> 0 ->
  k nu u = nu^2 / (sinh (nu * u))^2 - 1 / (sinh u)^2.
Proof.
  intros Hn Hu. unfold k.
  assert (Hnu : nu * u <> 0) by (apply Rmult_integral_contrapositive_currified; auto).
  rewrite !langevin'_neq0 by auto. field.
  repeat split; auto; apply sinh_neq0; auto.
Qed.

Lemma m_infinite u : m 0 u = langevin u.
Proof. unfold m. ring. Qed.

Lemma k_infinite u : k 0 u = langevin' u.
Proof. unfold k. ring. Qed.
