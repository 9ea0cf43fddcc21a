(** * Monotonicity, a third derivative, and enclosures of the Langevin family

    What checker/Specials.v needs to enclose [g], [langevin], [langevin'] and [langevin''] on any
    interval, zero and infinity included: they are monotone (the last one excepted), and they are
    quotients of power series near zero, of polynomials in [exp (- 2 u)] away from it. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Definitions Hyperbolic Langevin Core Smoothness.
Open Scope R_scope.

(** [ring] and [field] want to see the type of the reals. *)
Ltac real_equation := match goal with |- ?a = ?b => change (@eq R a b) end.

(** ** Signs and monotonicity *)

Lemma langevin'_pos u : 0 < langevin' u.
Proof. rewrite <- k_infinite. apply k_pos. unfold strip. lra. Qed.

Lemma langevin_increasing x y : x <= y -> langevin x <= langevin y.
Proof.
  intros [H| ->]; [|lra]. destruct (MVT_cor2 langevin langevin' x y H) as [c [E _]].
  { intros c _. apply is_derive_Reals, is_derive_langevin. }
  assert (0 < langevin' c * (y - x)) by (apply Rmult_lt_0_compat; [apply langevin'_pos|lra]). lra.
Qed.

Lemma langevin_lt_1 u : 0 <= u -> langevin u < 1.
Proof. intros H. assert (K := m_lt_c 0 u). rewrite m_infinite in K. unfold strip in K. lra. Qed.

Lemma langevin_bounds u : - 1 < langevin u < 1.
Proof.
  destruct (Rle_lt_dec 0 u) as [H|H].
  - assert (K := langevin_lt_1 u H). assert (L := langevin_increasing 0 u H).
    rewrite langevin_0 in L. lra.
  - assert (K := langevin_lt_1 (- u)). assert (L := langevin_increasing u 0).
    rewrite langevin_opp in K. rewrite langevin_0 in L. lra.
Qed.

Lemma langevin_nonneg u : 0 <= u -> 0 <= langevin u.
Proof. intros H. rewrite <- langevin_0. now apply langevin_increasing. Qed.

Lemma g_increasing x y : 0 <= x <= y -> g x <= g y.
Proof.
  intros [Hx [H| ->]]; [|lra]. destruct (MVT_cor2 g langevin x y H) as [c [E Hc]].
  { intros c _. apply is_derive_Reals, is_derive_g. }
  assert (0 <= langevin c * (y - x)) by (apply Rmult_le_pos; [apply langevin_nonneg|]; lra). lra.
Qed.

Lemma even_abs (f : R -> R) : (forall u, f (- u) = f u) -> forall u, f (Rabs u) = f u.
Proof. intros H u. unfold Rabs. destruct (Rcase_abs u); [apply H|reflexivity]. Qed.

(** ** The third derivative *)

Definition langevin'' (u : R) : R :=
  if Req_EM_T u 0 then 0 else 2 * cosh u / (sinh u)^3 - 2 / u^3.

Lemma langevin''_0 : langevin'' 0 = 0.
Proof. unfold langevin''. now destruct (Req_EM_T 0 0). Qed.

Lemma langevin''_neq0 u : u <> 0 -> langevin'' u = 2 * cosh u / (sinh u)^3 - 2 / u^3.
Proof. intros. unfold langevin''. now destruct (Req_EM_T u 0). Qed.

Lemma langevin''_opp u : langevin'' (- u) = - langevin'' u.
Proof.
  destruct (Req_EM_T u 0) as [->|Hu]; [rewrite Ropp_0, langevin''_0; ring|].
  rewrite !langevin''_neq0 by lra. rewrite sinh_opp, cosh_opp. assert (Hs := sinh_neq0 u Hu).
  field. now split.
Qed.

(** The derivative at zero of an even function. *)
Lemma is_derive_even_0 (f : R -> R) a :
  (forall u, f (- u) = f u) -> is_derive f 0 a -> is_derive f 0 0.
Proof.
  intros He H. assert (K : is_derive f 0 (- a)).
  { apply (is_derive_ext (fun u => f (- u))); [exact He|]. evar_last.
    - apply (is_derive_comp f (fun u => - u)); [rewrite Ropp_0; exact H|].
      auto_derive; [trivial|reflexivity].
    - unfold scal; simpl; unfold mult; simpl. ring. }
  apply is_derive_unique in K. apply is_derive_unique in H as E.
  replace 0 with a at 2; [exact H|]. rewrite E in K. lra.
Qed.

Lemma ex_derive_langevin' u : exists a, is_derive langevin' u a.
Proof.
  destruct (smooth1_g 3) as [f1 [H1 [f2 [H2 [f3 [H3 _]]]]]].
  assert (E1 : forall v, f1 v = langevin v).
  { intros v. rewrite <- (is_derive_unique _ _ _ (H1 v I)).
    apply is_derive_unique, is_derive_g. }
  assert (E2 : forall v, f2 v = langevin' v).
  { intros v. rewrite <- (is_derive_unique _ _ _ (H2 v I)). apply is_derive_unique.
    apply (is_derive_ext langevin); [intros; now rewrite E1|apply is_derive_langevin]. }
  exists (f3 u). apply (is_derive_ext f2); [exact E2|now apply H3].
Qed.

Theorem is_derive_langevin' u : is_derive langevin' u (langevin'' u).
Proof.
  destruct (Req_EM_T u 0) as [->|Hu].
  - rewrite langevin''_0. destruct (ex_derive_langevin' 0) as [a Ha].
    now apply (is_derive_even_0 _ a langevin'_opp).
  - rewrite langevin''_neq0 by assumption. assert (Hs := sinh_neq0 u Hu).
    apply (is_derive_ext_loc (fun u => 1 / u^2 - 1 / (sinh u)^2)).
    + apply (filter_imp (fun v => v <> 0)); [|now apply locally_neq0].
      intros v Hv. now rewrite langevin'_neq0.
    + assert (H2 : (sinh u)^2 <> 0) by now apply pow_nonzero.
      evar_last.
      * apply @is_derive_minus; [auto_derive; [|reflexivity]|].
        { simpl. apply Rmult_integral_contrapositive_currified; lra. }
        apply (is_derive_comp (fun s => 1 / s^2) sinh); [|apply is_derive_sinh].
        auto_derive; [exact H2|reflexivity].
      * unfold minus, plus, opp, scal; simpl; unfold mult; simpl. field. now split.
Qed.

(** Lazarevic's inequality, [cosh u < (sinh u / u)^3], in logarithms: by [3 g - ln cosh], whose
    derivative is positive by the hyperbolic form of Cusa's inequality. *)
Lemma cusa w : 0 < w -> 3 * sinh w < w * (cosh w + 2).
Proof.
  intros Hw. enough (0 < w * (cosh w + 2) - 3 * sinh w) by lra. revert w Hw.
  apply (pos_from_deriv _ (fun w => w * sinh w - 2 * (cosh w - 1))).
  - intros w. unfold sinh, cosh. auto_derive; [trivial|field].
  - rewrite sinh_0. lra.
  - apply (pos_from_deriv _ (fun w => w * cosh w - sinh w)).
    + intros w. unfold sinh, cosh. auto_derive; [trivial|field].
    + rewrite cosh_0. lra.
    + intros w Hw. now apply cosh_sinh_gap.
Qed.

Lemma tanh_lt_langevin u : 0 < u -> tanh u < 3 * langevin u.
Proof.
  intros Hu. assert (H := cusa (2 * u)). assert (Hs := sinh_pos u Hu). assert (Hc := cosh_pos u).
  assert (Es : sinh (2 * u) = 2 * sinh u * cosh u).
  { unfold sinh, cosh. replace (2 * u) with (u + u) by ring.
    replace (- (u + u)) with (- u + - u) by ring. rewrite !exp_plus. field. }
  assert (Ec : cosh (2 * u) = 2 * (cosh u)^2 - 1).
  { unfold cosh. replace (2 * u) with (u + u) by ring.
    replace (- (u + u)) with (- u + - u) by ring. rewrite !exp_plus, exp_Ropp. field.
    generalize (exp_pos u); lra. }
  rewrite Es, Ec in H. assert (Q := cosh2_sinh2 u).
  rewrite langevin_neq0 by lra. unfold tanh.
  apply Rminus_gt_0_lt. replace (3 * (cosh u / sinh u - 1 / u) - sinh u / cosh u)
    with ((u * (3 * (cosh u)^2 - (sinh u)^2) - 3 * sinh u * cosh u) / (u * sinh u * cosh u))
    by (field; lra).
  apply Rdiv_lt_0_compat; [nra|].
  apply Rmult_lt_0_compat; [now apply Rmult_lt_0_compat|assumption].
Qed.

Lemma lazarevic u : 0 < u -> cosh u < (sinh u / u)^3.
Proof.
  intros Hu. assert (H : 0 < 3 * g u - ln (cosh u)).
  { revert u Hu. intros u Hu.
    destruct (MVT_cor2 (fun u => 3 * g u - ln (cosh u)) (fun u => 3 * langevin u - tanh u) 0 u Hu)
      as [c [E Hc]].
    - intros c _. apply is_derive_Reals. apply @is_derive_minus.
      + apply is_derive_scal, is_derive_g.
      + evar_last; [apply (is_derive_comp ln cosh); [|apply is_derive_cosh]|].
        * apply is_derive_Reals, derivable_pt_lim_ln, cosh_pos.
        * unfold tanh, scal; simpl; unfold mult; simpl. field. apply Rgt_not_eq, cosh_pos.
    - rewrite g_0, cosh_0, ln_1 in E. assert (K := tanh_lt_langevin c).
      assert (0 < (3 * langevin c - tanh c) * (u - 0)) by (apply Rmult_lt_0_compat; lra). lra. }
  assert (Hs : 0 < sinh u / u) by (apply Rdiv_lt_0_compat; [now apply sinh_pos|lra]).
  unfold g in H. rewrite sinhc_neq0 in H by lra.
  apply ln_lt_inv; [apply cosh_pos|now apply pow_lt|].
  rewrite <- Rpower_pow by exact Hs. unfold Rpower. rewrite ln_exp. simpl INR. lra.
Qed.

Lemma langevin''_nonpos u : 0 <= u -> langevin'' u <= 0.
Proof.
  intros [Hu|<-]; [|rewrite langevin''_0; lra]. rewrite langevin''_neq0 by lra.
  assert (H := lazarevic u Hu). assert (Hs := sinh_pos u Hu).
  assert (Hp : 0 < 2 / (sinh u)^3) by (apply Rdiv_lt_0_compat; [lra|now apply pow_lt]).
  replace (2 * cosh u / (sinh u)^3 - 2 / u^3)
    with (- (2 / (sinh u)^3 * ((sinh u / u)^3 - cosh u))) by (field; lra).
  assert (0 < 2 / (sinh u)^3 * ((sinh u / u)^3 - cosh u)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma langevin'_decreasing x y : 0 <= x <= y -> langevin' y <= langevin' x.
Proof.
  intros [Hx [H| ->]]; [|lra]. destruct (MVT_cor2 langevin' langevin'' x y H) as [c [E Hc]].
  { intros c _. apply is_derive_Reals, is_derive_langevin'. }
  assert (K := langevin''_nonpos c). assert (0 <= - langevin'' c * (y - x)) by (apply Rmult_le_pos; lra).
  lra.
Qed.

(** ** Near zero: quotients of power series in [u^2] *)

(** [(sinh u / u - 1) / u^2]. *)
Definition sinhc_series_tail : R -> R := PSeries (PS_decr_1 sinhc_coeff).
Definition sinhc_series'' : R -> R := PSeries (PS_derive (PS_derive sinhc_coeff)).

Lemma g_near u : g u = ln (sinhc_series (u^2)).
Proof. unfold g. now rewrite sinhc_eq. Qed.

Lemma sinhc_series_pos u : 0 < sinhc_series (u^2).
Proof. rewrite <- sinhc_eq. apply sinhc_pos. Qed.

Lemma sinhc_tail_radius : CV_radius (PS_decr_1 sinhc_coeff) = p_infty.
Proof. rewrite CV_radius_decr_1. apply sinhc_radius. Qed.

Lemma sinhc_series_tail_eq z : sinhc_series z = 1 + z * sinhc_series_tail z.
Proof.
  unfold sinhc_series. rewrite PSeries_decr_1 by (apply (ex_pseries_infinite _ _ sinhc_radius)).
  f_equal. unfold sinhc_coeff. simpl. field.
Qed.

Lemma langevin'_near u : let s := sinhc_series (u^2) in
  langevin' u = sinhc_series_tail (u^2) * (s + 1) / s^2.
Proof.
  intros s. assert (Hs := sinhc_series_pos u). fold s in Hs.
  destruct (Req_EM_T u 0) as [Hu|Hu].
  - unfold s. rewrite Hu, langevin'_0, pow_i by lia. rewrite sinhc_series_0.
    unfold sinhc_series_tail. rewrite PSeries_0. unfold PS_decr_1, sinhc_coeff. simpl. field.
  - rewrite langevin'_neq0, sinh_series by assumption. fold s.
    assert (E := sinhc_series_tail_eq (u^2)). fold s in E.
    replace (sinhc_series_tail (u^2)) with ((s - 1) / u^2) by (rewrite E; field; assumption).
    field. split; lra.
Qed.

(** Riccati's equation; the derivative of [langevin_ratio] is a quotient of series as well. *)
Definition langevin_ratio' (z : R) : R :=
  2 * (sinhc_series'' z * sinhc_series z - sinhc_series' z ^ 2) / sinhc_series z ^ 2.

Lemma is_derive_langevin_ratio z : sinhc_series z <> 0 ->
  is_derive langevin_ratio z (langevin_ratio' z).
Proof.
  intros Hz. unfold langevin_ratio. evar_last.
  - apply is_derive_div; [|apply is_derive_sinhc_series|exact Hz].
    apply is_derive_scal, is_derive_sinhc_series'.
  - unfold langevin_ratio', sinhc_series''. change (@eq R
      ((2 * PSeries (PS_derive (PS_derive sinhc_coeff)) z * sinhc_series z -
        2 * sinhc_series' z * sinhc_series' z) / sinhc_series z ^ 2)
      (2 * (PSeries (PS_derive (PS_derive sinhc_coeff)) z * sinhc_series z -
        sinhc_series' z ^ 2) / sinhc_series z ^ 2)).
    field. exact Hz.
Qed.

Lemma langevin_near u : langevin u = u * langevin_ratio (u^2).
Proof. rewrite langevin_eq. unfold langevin_ratio, Rdiv. ring. Qed.

Lemma riccati u : langevin' u = 1 - langevin u ^ 2 - 2 * langevin_ratio (u^2).
Proof.
  destruct (Req_EM_T u 0) as [->|Hu].
  - rewrite langevin_0, langevin'_0, pow_i by lia. unfold langevin_ratio.
    rewrite sinhc_series_0, sinhc_series'_0. field.
  - replace (langevin_ratio (u^2)) with (langevin u / u)
      by (rewrite langevin_near; field; assumption).
    rewrite langevin'_neq0, langevin_neq0 by assumption. assert (Hs := sinh_neq0 u Hu).
    assert (Q := cosh2_sinh2 u).
    replace (1 / u^2 - 1 / (sinh u)^2) with (1 / u^2 - ((cosh u)^2 - (sinh u)^2) / (sinh u)^2)
      by (rewrite Q; reflexivity).
    field. now split.
Qed.

Lemma langevin''_near u :
  langevin'' u = - (2 * langevin u * langevin' u + 4 * u * langevin_ratio' (u^2)).
Proof.
  rewrite <- (is_derive_unique _ _ _ (is_derive_langevin' u)). apply is_derive_unique.
  apply (is_derive_ext (fun u => 1 - (langevin u ^ 2 + 2 * langevin_ratio (u^2)))).
  { intros v. rewrite riccati. real_equation. ring. }
  evar_last.
  - apply @is_derive_minus; [apply @is_derive_const|]. apply @is_derive_plus.
    + apply (is_derive_comp (fun l => l^2) langevin); [|apply is_derive_langevin].
      auto_derive; [trivial|reflexivity].
    + apply is_derive_scal. apply (is_derive_comp langevin_ratio (fun u => u^2)).
      * apply is_derive_langevin_ratio. apply Rgt_not_eq, sinhc_series_pos.
      * auto_derive; [trivial|reflexivity].
  - unfold minus, plus, opp, scal, zero; simpl; unfold mult; simpl. real_equation. ring.
Qed.

(** ** The remainder of a power series *)

(** From coefficient [n] on, the coefficients of [a] fall at least by the factor [q]. *)
Definition falling (q : R) (n : nat) (a : nat -> R) : Prop :=
  forall k, (n <= k)%nat -> 0 <= a k /\ q * a (S k) <= a k.

Lemma falling_geometric a k : falling 32 0 a -> 0 <= a k <= a 0%nat * (1/32)^k.
Proof.
  intros H. induction k as [|k IH]; [destruct (H 0%nat); [lia|simpl; lra]|].
  destruct (H k); [lia|]. destruct (H (S k)); [lia|]. simpl. lra.
Qed.

Lemma remainder_bounds a z : falling 32 0 a -> 0 <= z <= 16 -> 0 <= PSeries a z <= 2 * a 0%nat.
Proof.
  intros H Hz. assert (Hg : is_series (fun k => a 0%nat * (1/2)^k) (2 * a 0%nat)).
  { replace (2 * a 0%nat) with (scal (a 0%nat) (/ (1 - 1/2))).
    - apply @is_series_scal, is_series_geom. rewrite Rabs_pos_eq; lra.
    - change (a 0%nat * / (1 - 1/2) = 2 * a 0%nat). field. }
  assert (Hk : forall k, 0 <= a k * z^k <= a 0%nat * (1/2)^k).
  { intros k. destruct (falling_geometric a k H) as [H1 H2].
    assert (P : 0 <= z^k) by (apply pow_le; lra). split; [now apply Rmult_le_pos|].
    apply Rle_trans with (a 0%nat * (1/32)^k * z^k); [now apply Rmult_le_compat_r|].
    rewrite Rmult_assoc, <- Rpow_mult_distr. apply Rmult_le_compat_l.
    - destruct (H 0%nat); [lia|assumption].
    - apply pow_incr. lra. }
  assert (Hs : ex_series (fun k => a k * z^k)).
  { apply (@ex_series_le R_AbsRing R_CompleteNormedModule (fun k => a k * z^k)
      (fun k => a 0%nat * (1/2)^k)); [|now exists (2 * a 0%nat)].
    intros k. unfold norm; simpl; unfold abs; simpl. rewrite Rabs_pos_eq; apply Hk. }
  unfold PSeries. split.
  - replace 0 with (Series (fun k => 0 * (a k * z^k))) by (rewrite Series_scal_l; ring).
    apply Series_le; [intros k; specialize (Hk k); lra|exact Hs].
  - rewrite <- (is_series_unique _ _ Hg). apply Series_le; [exact Hk|now exists (2 * a 0%nat)].
Qed.

Lemma falling_decr q n a m : falling q (m + n) a -> falling q n (PS_decr_n a m).
Proof.
  intros H k Hk. unfold PS_decr_n. destruct (H (m + k)%nat) as [H1 H2]; [lia|].
  split; [exact H1|]. now replace (m + S k)%nat with (S (m + k)) by lia.
Qed.

Lemma falling_weaken q q' n n' a : 0 <= q' <= q -> (n <= n')%nat -> falling q n a -> falling q' n' a.
Proof.
  intros Hq Hn H k Hk. destruct (H k) as [H1 H2]; [lia|]. destruct (H (S k)) as [H3 _]; [lia|].
  split; [exact H1|]. apply Rle_trans with (2 := H2). now apply Rmult_le_compat_r.
Qed.

Lemma falling_derive q n a : 0 <= q -> falling q n a -> falling (q / 2) n (PS_derive a).
Proof.
  intros Hq H k Hk. unfold PS_derive. destruct (H (S k)) as [H1 H2]; [lia|].
  destruct (H (S (S k))) as [H3 _]; [lia|]. rewrite !S_INR. assert (K := pos_INR k).
  split; [apply Rmult_le_pos; lra|].
  replace (q / 2 * ((INR k + 1 + 1) * a (S (S k)))) with ((INR k + 1 + 1) / 2 * (q * a (S (S k))))
    by field.
  apply Rle_trans with ((INR k + 1 + 1) / 2 * a (S k)).
  - apply Rmult_le_compat_l; lra.
  - apply Rmult_le_compat_r; lra.
Qed.

Lemma falling_sinhc : falling 128 5 sinhc_coeff.
Proof.
  intros k Hk. unfold sinhc_coeff. assert (Hf := INR_fact_lt_0 (2 * k + 1)).
  split; [now apply Rlt_le, Rinv_0_lt_compat|].
  replace (2 * S k + 1)%nat with (S (S (2 * k + 1))) by lia.
  rewrite (fact_simpl (S _)), (fact_simpl (2 * k + 1)), !mult_INR.
  set (f := INR (fact (2 * k + 1))) in *.
  assert (E : INR (2 * k + 1) = 2 * INR k + 1) by (rewrite plus_INR, mult_INR; reflexivity).
  assert (K : 5 <= INR k) by (apply le_INR in Hk; simpl in Hk; lra).
  rewrite (S_INR (S _)), (S_INR (2 * k + 1)), E. set (n := INR k) in *.
  set (r := (2 * n + 1 + 1 + 1) * (2 * n + 1 + 1)). assert (128 <= r) by (unfold r; nra).
  replace (128 * / ((2 * n + 1 + 1 + 1) * ((2 * n + 1 + 1) * f))) with (128 / r * / f)
    by (unfold r; field; lra).
  apply Rle_trans with (1 * / f); [|lra]. apply Rmult_le_compat_r.
  - now apply Rlt_le, Rinv_0_lt_compat.
  - apply (Rmult_le_reg_r r); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
Qed.

(** ** [(exp u - 1) / u], continued by 1 at zero *)

Definition expm1_over_x (u : R) : R := if Req_EM_T u 0 then 1 else (exp u - 1) / u.

Lemma expm1_over_x_0 : expm1_over_x 0 = 1.
Proof. unfold expm1_over_x. now destruct (Req_EM_T 0 0). Qed.

Lemma expm1_over_x_neq0 u : u <> 0 -> expm1_over_x u = (exp u - 1) / u.
Proof. intros H. unfold expm1_over_x. now destruct (Req_EM_T u 0). Qed.

Lemma expm1_over_x_exp u : expm1_over_x u = exp (u / 2 + g (u / 2)).
Proof.
  destruct (Req_dec u 0) as [->|H].
  - rewrite expm1_over_x_0. replace (0 / 2) with 0 by field. now rewrite g_0, Rplus_0_l, exp_0.
  - rewrite expm1_over_x_neq0, exp_plus by assumption. unfold g.
    rewrite exp_ln by apply sinhc_pos. rewrite sinhc_neq0 by lra. unfold sinh.
    replace (exp u) with (exp (u / 2) * exp (u / 2)) by (rewrite <- exp_plus; f_equal; field).
    assert (E : exp (u / 2) * exp (- (u / 2)) = 1) by (rewrite <- exp_plus, <- exp_0; f_equal; ring).
    rewrite <- E. field. exact H.
Qed.

Lemma expm1_over_x_pos u : 0 < expm1_over_x u.
Proof. rewrite expm1_over_x_exp. apply exp_pos. Qed.

Lemma is_derive_expm1_over_x u :
  is_derive expm1_over_x u (expm1_over_x u * ((1 + langevin (u / 2)) / 2)).
Proof.
  apply (is_derive_ext (fun u => exp (u / 2 + g (u / 2)))).
  { intros t. symmetry. apply expm1_over_x_exp. }
  rewrite expm1_over_x_exp. evar_last.
  - apply (is_derive_comp exp (fun u => u / 2 + g (u / 2))); [apply is_derive_exp|].
    apply @is_derive_plus; [|apply (is_derive_comp g (fun u => u / 2)); [apply is_derive_g|]];
      auto_derive; trivial; reflexivity.
  - unfold plus, scal; simpl; unfold mult; simpl. field.
Qed.

Lemma expm1_over_x_increasing x y : x <= y -> expm1_over_x x <= expm1_over_x y.
Proof.
  intros [H| ->]; [|lra].
  destruct (MVT_cor2 expm1_over_x (fun u => expm1_over_x u * ((1 + langevin (u / 2)) / 2)) x y H)
    as [c [E _]].
  { intros t _. apply is_derive_Reals, is_derive_expm1_over_x. }
  assert (B := langevin_bounds (c / 2)). assert (P := expm1_over_x_pos c).
  assert (0 <= expm1_over_x c * ((1 + langevin (c / 2)) / 2) * (y - x)); [|lra].
  apply Rmult_le_pos; [apply Rmult_le_pos|]; lra.
Qed.
