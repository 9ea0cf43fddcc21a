(** * The Hessian of the entropy increases in the Loewner order with the singular values (X-3)

    For every width and every real [nu] in [0, 1/2]: the pair function's derivative [h x y] in [x] is convex
    where [x] and [y] are positive, so the rule pair-monotone applies.  With [c = 1 - nu] and [k'] the
    derivative of [k], that is
      [slope_determinant nu u = (c + m) (k' + k) - 2 k^2 >= 0] for every real [u];
    the signs of the entries follow from it.  It is positive for [nu < 1/2] and 0 for [nu = 1/2].

    The proof: Riccati's equation [k = c (2 - c) - 2 m coth u + m^2] makes the determinant a polynomial in
    [m] and [X = 1 + coth u], and its derivative, too: [(3 c - m)^2] times that is
      [q * determinant + (1 - 2 nu) (c + m) B],
    where by [tanh (u/2) / 2 <= m / c <= tanh (u/2)] (for [u >= 0]; I3) [B] has the sign of [u], [q] the
    opposite one.  So, away from [u = 0], where it is positive, the determinant would grow wherever it is not. *)

From Coq Require Import Reals Ranalysis5 Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient Hessian Blocks
  Concavity Rules Critical Smoothness LangevinBounds Monotone.
Open Scope R_scope.

(** ** The derivative of [k] *)

Definition k' (nu u : R) : R := langevin'' u - nu^3 * langevin'' (nu * u).

Lemma is_derive_k nu u : is_derive (k nu) u (k' nu u).
Proof.
  unfold k, k'. evar_last.
  - apply @is_derive_minus; [apply is_derive_langevin'|].
    apply is_derive_scal. apply (is_derive_comp langevin' (fun u => nu * u)).
    + apply is_derive_langevin'.
    + auto_derive; [trivial|reflexivity].
  - unfold minus, plus, opp, scal; simpl; unfold mult; simpl. ring.
Qed.

Lemma k'_opp nu u : k' nu (- u) = - k' nu u.
Proof. unfold k'. rewrite Ropp_mult_distr_r_reverse, !langevin''_opp. ring. Qed.

Lemma k'_0 nu : k' nu 0 = 0.
Proof. unfold k'. rewrite Rmult_0_r, langevin''_0. ring. Qed.

Lemma ex_derive_langevin'' u : ex_derive langevin'' u.
Proof.
  destruct (smooth1_g 4) as [f1 [H1 [f2 [H2 [f3 [H3 [f4 [H4 _]]]]]]]].
  assert (E1 : forall v, f1 v = langevin v).
  { intros v. rewrite <- (is_derive_unique _ _ _ (H1 v I)). apply is_derive_unique, is_derive_g. }
  assert (E2 : forall v, f2 v = langevin' v).
  { intros v. rewrite <- (is_derive_unique _ _ _ (H2 v I)). apply is_derive_unique.
    apply (is_derive_ext langevin); [intros; now rewrite E1|apply is_derive_langevin]. }
  assert (E3 : forall v, f3 v = langevin'' v).
  { intros v. rewrite <- (is_derive_unique _ _ _ (H3 v I)). apply is_derive_unique.
    apply (is_derive_ext langevin'); [intros; now rewrite E2|apply is_derive_langevin']. }
  exists (f4 u). apply (is_derive_ext f3); [exact E3|now apply H4].
Qed.

Lemma ex_derive_k' nu u : ex_derive (k' nu) u.
Proof.
  unfold k'. apply @ex_derive_minus; [apply ex_derive_langevin''|]. apply ex_derive_scal.
  apply (ex_derive_comp langevin'' (fun u => nu * u)); [apply ex_derive_langevin''|].
  auto_derive; trivial.
Qed.

(** ** Riccati's equation *)

Definition coth (u : R) : R := cosh u / sinh u.

Lemma coth2 u : u <> 0 -> 1 / (sinh u)^2 = (coth u)^2 - 1.
Proof.
  intros Hu. assert (Hs := sinh_neq0 u Hu). assert (E := cosh2_sinh2 u). unfold coth.
  replace 1 with ((cosh u)^2 - (sinh u)^2) at 1 by exact E. field. exact Hs.
Qed.

Lemma is_derive_coth u : u <> 0 -> is_derive coth u (1 - (coth u)^2).
Proof.
  intros Hu. assert (Hs := sinh_neq0 u Hu). unfold coth. evar_last.
  - apply is_derive_div; [apply is_derive_cosh|apply is_derive_sinh|exact Hs].
  - simpl. field. exact Hs.
Qed.

Lemma k_riccati nu u : u <> 0 -> k nu u = 1 - nu^2 - 2 * coth u * m nu u + (m nu u)^2.
Proof.
  intros Hu. assert (E := coth2 u Hu). destruct (Req_dec nu 0) as [->|Hn].
  - rewrite m_infinite, k_infinite, langevin'_neq0, langevin_neq0, E by assumption.
    fold (coth u). field. exact Hu.
  - assert (Hnu : nu * u <> 0) by now apply Rmult_integral_contrapositive_currified.
    rewrite m_finite, k_finite, E by assumption. fold (coth u) (coth (nu * u)).
    replace (nu^2 / (sinh (nu * u))^2) with (nu^2 * ((coth (nu * u))^2 - 1))
      by (rewrite <- (coth2 _ Hnu); field; now apply sinh_neq0).
    ring.
Qed.

Lemma k'_riccati nu u : u <> 0 ->
  k' nu u = - 2 * (1 - (coth u)^2) * m nu u - 2 * coth u * k nu u + 2 * m nu u * k nu u.
Proof.
  intros Hu. rewrite <- (is_derive_unique _ _ _ (is_derive_k nu u)). apply is_derive_unique.
  apply (is_derive_ext_loc (fun u => 1 - nu^2 + (- 2 * (coth u * m nu u) + m nu u * m nu u))).
  - apply (filter_imp (fun v => v <> 0)); [|now apply locally_neq0].
    intros v Hv. rewrite (k_riccati nu v Hv). real_equation. ring.
  - evar_last.
    + apply @is_derive_plus; [apply @is_derive_const|]. apply @is_derive_plus.
      * apply is_derive_scal. apply is_derive_mult_R; [now apply is_derive_coth|apply is_derive_m].
      * apply is_derive_mult_R; apply is_derive_m.
    + unfold plus, zero; simpl. real_equation. ring.
Qed.

(** ** The determinant *)

Definition slope_determinant (nu u : R) : R :=
  (1 - nu + m nu u) * (k' nu u + k nu u) - 2 * (k nu u)^2.

(** As a polynomial in [m] and [X = 1 + coth u]. *)
Definition determinant_in (c m X : R) : R :=
  2 * m * (3 * c - m) * X^2 + 2 * (c + m) * (m^2 - (4 * c - 1) * m - c * (2 - c)) * X
  + (2 * c - 1) * (c + m)^2 * (2 - c + m).

Lemma determinant_eq nu u : u <> 0 ->
  slope_determinant nu u = determinant_in (1 - nu) (m nu u) (1 + coth u).
Proof.
  intros Hu. unfold slope_determinant, determinant_in. rewrite k'_riccati, k_riccati by assumption. ring.
Qed.

(** Its derivative along the flow [m' = k], [X' = X (2 - X)]. *)
Definition determinant_slope (c m X : R) : R :=
  ((6 * c - 4 * m) * X^2
   + 2 * (m^2 - (4 * c - 1) * m - c * (2 - c) + (c + m) * (2 * m - (4 * c - 1))) * X
   + (2 * c - 1) * (c + m) * (2 * (2 - c + m) + (c + m))) * (c * (2 - c) - 2 * (X - 1) * m + m^2)
  + (4 * m * (3 * c - m) * X + 2 * (c + m) * (m^2 - (4 * c - 1) * m - c * (2 - c))) * (X * (2 - X)).

Definition slope_factor (c m X : R) : R :=
  - (6 * (2 * c - m) * (3 * c - m) * X + 5 * c^3 - 25 * c^2 * m - 43 * c^2 + 15 * c * m^2 + 38 * c * m
     - 3 * m^3 - 7 * m^2).

Definition slope_rest (c m X : R) : R :=
  2 * (4 * c^3 - c^2 * m - 10 * c * m^2 + 3 * m^3 - 2 * c * (c - m)^3) * X
  - (c + m) * (2 - c + m) * (4 * c * (c - m)^2 + 7 * c^2 - 14 * c * m + 3 * m^2).

Lemma slope_identity c m X : (3 * c - m)^2 * determinant_slope c m X
  = slope_factor c m X * determinant_in c m X + (2 * c - 1) * (c + m) * slope_rest c m X.
Proof. unfold determinant_slope, slope_factor, determinant_in, slope_rest. ring. Qed.

Lemma is_derive_determinant nu u : u <> 0 -> is_derive (slope_determinant nu) u
  (determinant_slope (1 - nu) (m nu u) (1 + coth u)).
Proof.
  intros Hu.
  apply (is_derive_ext_loc (fun u => determinant_in (1 - nu) (m nu u) (1 + coth u))).
  { apply (filter_imp (fun v => v <> 0)); [|now apply locally_neq0].
    intros v Hv. symmetry. now apply determinant_eq. }
  assert (Dm := is_derive_m nu u). assert (Dc := is_derive_coth u Hu).
  rewrite k_riccati in Dm by assumption. unfold determinant_in. auto_derive.
  - repeat split; (eexists; exact Dm) || (eexists; exact Dc).
  - replace (Derive (fun x => m nu x) u) with (1 - nu^2 - 2 * coth u * m nu u + (m nu u)^2)
      by (symmetry; apply is_derive_unique, Dm).
    replace (Derive (fun x => coth x) u) with (1 - (coth u)^2)
      by (symmetry; apply is_derive_unique, Dc).
    unfold determinant_slope. real_equation. ring.
Qed.

(** ** Signs *)

(** [slope_rest] in [t = tanh (u/2)] and [w = m / c], times [t / c^3]. *)
Definition sign_form (c t w : R) : R :=
  (1 + t)^2 * (4 - w - 10 * w^2 + 3 * w^3 - 2 * c * (1 - w)^3)
  - t * (1 + w) * (2 - c * (1 - w)) * (4 * c * (1 - w)^2 + 7 - 14 * w + 3 * w^2).

Lemma slope_rest_eq c t w : t <> 0 ->
  t * slope_rest c (c * w) ((1 + t)^2 / (2 * t)) = c^3 * sign_form c t w.
Proof. intros Ht. unfold slope_rest, sign_form. field. exact Ht. Qed.

Lemma mean_pos c x y : 0 <= c <= 1 -> 0 < x -> 0 < y -> 0 < (1 - c) * x + c * y.
Proof.
  intros Hc Hx Hy. assert (0 <= (1 - c) * x) by (apply Rmult_le_pos; lra).
  destruct (Req_dec c 0) as [->|]; [lra|].
  assert (0 < c * y) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(** It is least at [c = 1], ... *)
Lemma sign_form_least c t w : 0 <= c <= 1 -> 0 <= t <= 1 -> 0 <= w <= 1 ->
  sign_form 1 t w <= sign_form c t w.
Proof.
  intros Hc Ht Hw.
  assert (E : sign_form c t w = sign_form 1 t w + (1 - c) * ((1 - w)
    * (2 * (1 - w)^2 * (1 - t)^2 + t * (1 - w + 19 * w^2 - 11 * w^3)
       + 4 * (1 - c) * t * (1 + w) * (1 - w)^2))) by (unfold sign_form; ring).
  assert (0 <= 1 - w + 19 * w^2 - 11 * w^3).
  { replace (1 - w + 19 * w^2 - 11 * w^3) with ((1 - w) + w^2 * (19 - 11 * w)) by ring.
    assert (0 <= w^2 * (19 - 11 * w)) by (apply Rmult_le_pos; [apply pow2_ge_0|lra]). lra. }
  assert (H1 := pow2_ge_0 (1 - w)). assert (H2 := pow2_ge_0 (1 - t)).
  assert (0 <= 2 * (1 - w)^2 * (1 - t)^2) by (apply Rmult_le_pos; lra).
  assert (0 <= t * (1 - w + 19 * w^2 - 11 * w^3)) by (apply Rmult_le_pos; lra).
  assert (0 <= 4 * (1 - c) * t * (1 + w) * (1 - w)^2) by (repeat apply Rmult_le_pos; lra).
  rewrite E. match goal with |- _ <= _ + ?e => assert (0 <= e) end; [|lra].
  apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; lra.
Qed.

(** ... where it is [a (1 + t)^2 - b t]. *)
Lemma sign_form_pos c t w : 0 <= c <= 1 -> 0 < t < 1 -> t / 2 <= w <= t -> 0 < sign_form c t w.
Proof.
  intros Hc Ht Hw. apply Rlt_le_trans with (sign_form 1 t w); [|apply sign_form_least; lra].
  set (a := 2 + 5 * w - 16 * w^2 + 5 * w^3). set (b := (1 + w)^2 * (11 - 22 * w + 7 * w^2)).
  assert (E : sign_form 1 t w = a * (1 + t)^2 - b * t) by (unfold sign_form, a, b; ring).
  destruct (Rle_lt_dec a 0) as [Ha|Ha].
  - (* the least t, that is w *)
    assert (E1 : w * sign_form 1 t w
      = - a * ((t - w) * (1 - w * t)) + t * (2 * (1 + w)^2 * (1 - w)^3))
      by (rewrite E; unfold a, b; ring).
    assert (0 <= (t - w) * (1 - w * t)) by (apply Rmult_le_pos; nra).
    assert (0 <= - a * ((t - w) * (1 - w * t))) by (apply Rmult_le_pos; lra).
    assert (0 < t * (2 * (1 + w)^2 * (1 - w)^3)).
    { apply Rmult_lt_0_compat; [lra|]. apply Rmult_lt_0_compat; [|apply pow_lt; lra].
      apply Rmult_lt_0_compat; [lra|apply pow_lt; lra]. }
    apply (Rmult_lt_reg_l w); lra.
  - destruct (Rle_lt_dec (1/2) w) as [Hh|Hh].
    + (* the greatest t, that is at most 1 *)
      assert (E1 : sign_form 1 t w = a * (1 - t)^2 + t * ((1 - w)^2 * (4 - 7 * (1 - w)^2)))
        by (rewrite E; unfold a, b; ring).
      assert (0 <= a * (1 - t)^2) by (apply Rmult_le_pos; [lra|apply pow2_ge_0]).
      assert (0 < t * ((1 - w)^2 * (4 - 7 * (1 - w)^2))); [|lra].
      apply Rmult_lt_0_compat; [lra|]. apply Rmult_lt_0_compat; [apply pow_lt; lra|nra].
    + (* or at most 2 w *)
      assert (E1 : 2 * w * sign_form 1 t w = a * ((2 * w - t) * (1 - 2 * w * t))
        + t * (2 - 9 * w + 12 * w^2 + w^3 * (13 - 28 * w) + 6 * w^5))
        by (rewrite E; unfold a, b; ring).
      assert (0 <= (2 * w - t) * (1 - 2 * w * t)) by (apply Rmult_le_pos; nra).
      assert (0 <= a * ((2 * w - t) * (1 - 2 * w * t))) by (apply Rmult_le_pos; lra).
      assert (W3 : 0 < w^3 < 1/8).
      { split; [apply pow_lt; lra|]. assert (w^2 < 1/4) by nra. simpl in *. nra. }
      assert (- (1/8) <= w^3 * (13 - 28 * w)) by nra.
      assert (0 < 6 * w^5) by (apply Rmult_lt_0_compat; [lra|apply pow_lt; lra]).
      assert (3/16 < 2 - 9 * w + 12 * w^2) by (generalize (pow2_ge_0 (w - 3/8)); lra).
      assert (0 < t * (2 - 9 * w + 12 * w^2 + w^3 * (13 - 28 * w) + 6 * w^5))
        by (apply Rmult_lt_0_compat; lra).
      apply (Rmult_lt_reg_l (2 * w)); lra.
Qed.

(** [a (1 - t)^2 + b t] is positive for [w <= t < 1] if it is so for [t = w]. *)
Lemma between_squares a b t w : 0 < b -> 0 <= w <= t -> t < 1 ->
  (w = 0 -> 0 < a) -> 0 < a * (1 - w)^2 + b * w -> 0 < a * (1 - t)^2 + b * t.
Proof.
  intros Hb Hw Ht H0 H. destruct (Rle_lt_dec 0 a) as [Ha|Ha].
  - assert (0 <= a * (1 - t)^2) by (apply Rmult_le_pos; [exact Ha|apply pow2_ge_0]).
    destruct (Req_dec t 0) as [E|Nt].
    + assert (E' : w = 0) by lra. specialize (H0 E'). rewrite E. lra.
    + assert (0 < b * t) by (apply Rmult_lt_0_compat; lra). lra.
  - assert (Nw : w <> 0) by (intros E; specialize (H0 E); lra).
    assert (E : w * (a * (1 - t)^2 + b * t)
      = - a * ((t - w) * (1 - w * t)) + t * (a * (1 - w)^2 + b * w)) by ring.
    assert (0 <= (t - w) * (1 - w * t)) by (apply Rmult_le_pos; nra).
    assert (0 <= - a * ((t - w) * (1 - w * t))) by (apply Rmult_le_pos; lra).
    assert (0 < t * (a * (1 - w)^2 + b * w)) by (apply Rmult_lt_0_compat; lra).
    apply (Rmult_lt_reg_l w); lra.
Qed.

Lemma sign_form_neg c t w : 0 <= c <= 1 -> 0 <= w <= t -> t < 1 -> 0 < sign_form c (- t) (- w).
Proof.
  intros Hc Hw Ht.
  assert (E : sign_form c (- t) (- w) = (1 - c) * ((4 + w - 10 * w^2 - 3 * w^3) * (1 - t)^2
      + 2 * (1 - w) * (7 + 14 * w + 3 * w^2) * t)
    + c * ((2 - 5 * w - 16 * w^2 - 5 * w^3) * (1 - t)^2 + (1 - w)^2 * (11 + 22 * w + 7 * w^2) * t)
    + c * (1 - c) * (4 * t * (1 - w) * (1 + w)^3)) by (unfold sign_form; ring).
  assert (H2 := pow2_ge_0 w).
  assert (0 < (4 + w - 10 * w^2 - 3 * w^3) * (1 - t)^2 + 2 * (1 - w) * (7 + 14 * w + 3 * w^2) * t).
  { apply (between_squares _ _ t w); try lra.
    - apply Rmult_lt_0_compat; lra.
    - intros ->. lra.
    - replace (_ + _) with ((1 - w) * (4 + 11 * w + 17 * w^2 + 13 * w^3 + 3 * w^4)) by ring.
      assert (0 <= w^3) by (apply pow_le; lra). assert (0 <= w^4) by (apply pow_le; lra).
      apply Rmult_lt_0_compat; lra. }
  assert (0 < (2 - 5 * w - 16 * w^2 - 5 * w^3) * (1 - t)^2 + (1 - w)^2 * (11 + 22 * w + 7 * w^2) * t).
  { apply (between_squares _ _ t w); try lra.
    - apply Rmult_lt_0_compat; [apply pow_lt|]; lra.
    - intros ->. lra.
    - replace (_ + _) with (2 * (1 - w)^2 * (1 + w)^3) by ring.
      apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [lra|]|]; apply pow_lt; lra. }
  assert (0 <= c * (1 - c) * (4 * t * (1 - w) * (1 + w)^3)).
  { apply Rmult_le_pos; [apply Rmult_le_pos; lra|]. apply Rmult_le_pos; [|apply pow_le; lra].
    apply Rmult_le_pos; lra. }
  rewrite E. apply Rplus_lt_le_0_compat; [|assumption]. now apply mean_pos.
Qed.

Lemma slope_factor_neg c w X : 0 < c <= 1 -> 0 <= w <= 1 -> 2 <= X -> slope_factor c (c * w) X < 0.
Proof.
  intros Hc Hw HX.
  assert (E : slope_factor c (c * w) X = - (c^2 * (6 * ((2 - w) * (3 - w)) * (X - 2)
    + (1 - c) * (29 - 22 * w + 5 * w^2) + c * (34 - 47 * w + 20 * w^2 - 3 * w^3))))
    by (unfold slope_factor; ring).
  assert (0 <= 6 * ((2 - w) * (3 - w)) * (X - 2)) by (repeat apply Rmult_le_pos; lra).
  assert (H2 := pow2_ge_0 w). assert (0 < 29 - 22 * w + 5 * w^2) by lra.
  assert (0 < 34 - 47 * w + 20 * w^2 - 3 * w^3).
  { replace (34 - 47 * w + 20 * w^2 - 3 * w^3)
      with (4 + 16 * (1 - w) + 11 * (1 - w)^2 + 3 * (1 - w)^3) by ring.
    assert (0 <= (1 - w)^2) by apply pow2_ge_0. assert (0 <= (1 - w)^3) by (apply pow_le; lra). lra. }
  assert (0 < (1 - c) * (29 - 22 * w + 5 * w^2) + c * (34 - 47 * w + 20 * w^2 - 3 * w^3))
    by (apply mean_pos; lra).
  rewrite E. apply Ropp_lt_gt_0_contravar. apply Rmult_lt_0_compat; [apply pow_lt; lra|lra].
Qed.

Lemma slope_factor_pos c w X : 0 < c <= 1 -> 0 <= w <= 1 -> X <= 0 -> 0 < slope_factor c (- (c * w)) X.
Proof.
  intros Hc Hw HX.
  assert (E : slope_factor c (- (c * w)) X = c^2 * (6 * ((2 + w) * (3 + w)) * (- X)
    + (1 - c) * (5 + 25 * w + 15 * w^2 + 3 * w^3) + (38 + 13 * w - 8 * w^2 - 3 * w^3)))
    by (unfold slope_factor; ring).
  assert (0 <= 6 * ((2 + w) * (3 + w)) * (- X)) by (repeat apply Rmult_le_pos; lra).
  assert (0 <= w^2 <= 1) by nra. assert (0 <= w^3 <= 1) by (simpl in *; nra).
  assert (0 <= (1 - c) * (5 + 25 * w + 15 * w^2 + 3 * w^3)) by (apply Rmult_le_pos; lra).
  rewrite E. apply Rmult_lt_0_compat; [apply pow_lt; lra|lra].
Qed.

(** ** The range of [m] *)

Lemma tanh_half_bounds u : 0 < u -> 0 < tanh (u / 2) < 1.
Proof. intros Hu. apply tanh_bounds. lra. Qed.

Lemma coth_tanh u : u <> 0 -> 1 + coth u = (1 + tanh (u / 2))^2 / (2 * tanh (u / 2)).
Proof.
  intros Hu. assert (Hs := sinh_neq0 u Hu). assert (E := cosh2_sinh2 u).
  rewrite tanh_half by assumption. unfold coth.
  assert (Hc : cosh u - 1 <> 0).
  { intros K. replace (cosh u) with 1 in E by lra.
    assert (0 < (sinh u)^2) by now apply pow2_gt_0. lra. }
  apply (Rmult_eq_reg_r (2 * sinh u * (cosh u - 1)));
    [|apply Rmult_integral_contrapositive_currified; [|exact Hc];
      apply Rmult_integral_contrapositive_currified; [lra|exact Hs]].
  replace ((1 + cosh u / sinh u) * (2 * sinh u * (cosh u - 1)))
    with (2 * (cosh u - 1) * (sinh u + cosh u)) by (field; exact Hs).
  replace ((1 + (cosh u - 1) / sinh u)^2 / (2 * ((cosh u - 1) / sinh u)) * (2 * sinh u * (cosh u - 1)))
    with ((sinh u + cosh u - 1)^2) by (field; split; assumption).
  replace ((sinh u + cosh u - 1)^2)
    with ((sinh u)^2 + (cosh u)^2 + 1 + 2 * sinh u * cosh u - 2 * sinh u - 2 * cosh u) by ring.
  replace ((sinh u)^2) with ((cosh u)^2 - 1) by lra. ring.
Qed.

Lemma coth_gt_1 u : 0 < u -> 1 < coth u.
Proof.
  intros Hu. assert (Hs := sinh_pos u Hu). unfold coth. apply (Rmult_lt_reg_r (sinh u)); [exact Hs|].
  replace (cosh u / sinh u * sinh u) with (cosh u) by (field; lra).
  unfold cosh, sinh. generalize (exp_pos (- u)). lra.
Qed.

Lemma coth_opp u : coth (- u) = - coth u.
Proof.
  unfold coth. rewrite sinh_opp, cosh_opp. unfold Rdiv. rewrite Rinv_opp. ring.
Qed.

(** The companion of I3, not with the best constant. *)
Lemma I3_lower nu u : strip nu -> 0 < u -> (1 - nu) / 2 * tanh (u / 2) <= m nu u.
Proof.
  intros [H0 H1] Hu. assert (Hs := sinh_pos u Hu).
  assert (Hg : 2 * sinh u <= u * (cosh u + 1)).
  { assert (K := cusa u Hu). assert (1 < cosh u); [|nra].
    rewrite <- cosh_0. apply cosh_lt. lra. }
  apply Rminus_le_0. destruct (Req_dec nu 0) as [->|Hn].
  - rewrite m_infinite, langevin_neq0, tanh_half by lra.
    replace (_ - _) with ((u * (cosh u + 1) - 2 * sinh u) / (2 * u * sinh u)) by (field; lra).
    apply Rmult_le_pos; [lra|]. apply Rlt_le, Rinv_0_lt_compat. apply Rmult_lt_0_compat; lra.
  - assert (Hsn : nu * u < sinh (nu * u)) by (apply sinh_gt; nra).
    assert (Hnu : 0 < nu * u) by nra.
    assert (E := I3_identity nu u Hn ltac:(lra)). assert (Et := tanh_half u ltac:(lra)).
    replace (m nu u - (1 - nu) / 2 * tanh (u / 2))
      with ((1 - nu) / 2 * tanh (u / 2) - ((1 - nu) * tanh (u / 2) - m nu u)) by field.
    rewrite E, Et.
    replace (_ - _) with (((1 - nu) * (cosh u + 1) * sinh (nu * u) - 2 * nu * sinh ((1 - nu) * u))
      / (2 * sinh u * sinh (nu * u))) by (field; lra).
    apply Rmult_le_pos; [|apply Rlt_le, Rinv_0_lt_compat, Rmult_lt_0_compat; lra].
    assert (Hc := sinh_chord (1 - nu) u ltac:(lra) Hu).
    assert (K1 : 2 * nu * sinh ((1 - nu) * u) <= (1 - nu) * (2 * nu * sinh u)) by nra.
    assert (K2 : (1 - nu) * (2 * nu * sinh u) <= (1 - nu) * (nu * u * (cosh u + 1))).
    { apply Rmult_le_compat_l; [lra|]. nra. }
    assert (K3 : (1 - nu) * (nu * u * (cosh u + 1)) <= (1 - nu) * (cosh u + 1) * sinh (nu * u)).
    { assert (K := cosh_pos u). rewrite (Rmult_assoc (1 - nu)). apply Rmult_le_compat_l; [lra|].
      rewrite Rmult_comm. apply Rmult_le_compat_l; lra. }
    lra.
Qed.

(** ** The sign of the determinant *)

(** [f] is positive at 0 and grows wherever it is not positive. *)
Lemma barrier (f df : R -> R) b : 0 < b -> (forall x, 0 <= x <= b -> continuity_pt f x) -> 0 < f 0 ->
  (forall x, 0 < x <= b -> derivable_pt_lim f x (df x)) ->
  (forall x, 0 < x <= b -> f x <= 0 -> 0 < df x) -> 0 < f b.
Proof.
  intros Hb Hc H0 Hd Hp. destruct (continuity_ab_min f 0 b ltac:(lra) Hc) as [x [Hmin Hx]].
  destruct (Rlt_le_dec 0 (f x)) as [K|K]; [specialize (Hmin b); lra|exfalso].
  assert (Hx0 : 0 < x) by (destruct (Req_dec x 0) as [E|]; [rewrite E in K; lra|lra]).
  assert (Hpos := Hp x ltac:(lra) K). destruct (Hd x ltac:(lra) (df x / 2) ltac:(lra)) as [e He].
  set (h := - Rmin (e / 2) x). assert (He0 := cond_pos e).
  assert (Hm : 0 < Rmin (e / 2) x) by (apply Rmin_glb_lt; lra).
  assert (M1 := Rmin_l (e / 2) x). assert (M2 := Rmin_r (e / 2) x).
  assert (Q := He h ltac:(unfold h; lra) ltac:(unfold h; rewrite Rabs_Ropp, Rabs_pos_eq; lra)).
  apply Rabs_def2 in Q.
  assert (K2 : (f (x + h) - f x) / h <= 0); [|lra].
  assert (Hl := Hmin (x + h) ltac:(unfold h; lra)).
  replace ((f (x + h) - f x) / h) with (- ((f (x + h) - f x) / - h)) by (field; unfold h; lra).
  assert (0 <= (f (x + h) - f x) / - h); [|lra].
  apply Rmult_le_pos; [lra|]. apply Rlt_le, Rinv_0_lt_compat. unfold h. lra.
Qed.

Lemma slope_determinant_0 nu : slope_determinant nu 0 = (1 - nu)^2 * (1 + nu) * (1 - 2 * nu) / 9.
Proof. unfold slope_determinant. rewrite m_0, k_0, k'_0. field. Qed.

Lemma continuity_determinant nu u : continuity_pt (slope_determinant nu) u.
Proof.
  apply continuity_pt_filterlim.
  apply (@ex_derive_continuous R_AbsRing R_NormedModule (slope_determinant nu) u). unfold slope_determinant.
  assert (Hm : ex_derive (m nu) u) by (eexists; apply is_derive_m).
  assert (Hk : ex_derive (k nu) u) by (eexists; apply is_derive_k).
  assert (Hk' := ex_derive_k' nu u). auto_derive. repeat split; assumption.
Qed.

Lemma determinant_grows nu u : 0 <= nu < 1/2 -> 0 < u -> slope_determinant nu u <= 0 ->
  0 < determinant_slope (1 - nu) (m nu u) (1 + coth u).
Proof.
  intros Hn Hu HD. rewrite determinant_eq in HD by lra. assert (Hs : strip nu) by (split; lra).
  assert (Ht := tanh_half_bounds u Hu). assert (Hl := I3_lower nu u Hs Hu).
  assert (Hh := I3 nu u Hs ltac:(lra)). assert (HX := coth_gt_1 u Hu).
  assert (EX := coth_tanh u ltac:(lra)).
  set (c := 1 - nu) in *. set (t := tanh (u / 2)) in *. set (X := 1 + coth u) in *.
  assert (Hc : 1/2 < c <= 1) by (unfold c; lra).
  set (w := m nu u / c). assert (Ew : m nu u = c * w) by (unfold w; field; lra).
  rewrite Ew in *. assert (Hw : t / 2 <= w <= t) by (split; apply (Rmult_le_reg_l c); lra).
  assert (HB : 0 < slope_rest c (c * w) X).
  { apply (Rmult_lt_reg_l t); [lra|]. rewrite Rmult_0_r, EX, slope_rest_eq by lra.
    apply Rmult_lt_0_compat; [apply pow_lt; lra|]. apply sign_form_pos; lra. }
  assert (HQ : slope_factor c (c * w) X < 0) by (apply slope_factor_neg; unfold X in *; lra).
  assert (E := slope_identity c (c * w) X).
  assert (0 <= slope_factor c (c * w) X * determinant_in c (c * w) X) by nra.
  assert (0 < c * w) by (apply Rmult_lt_0_compat; lra).
  assert (0 < (2 * c - 1) * (c + c * w) * slope_rest c (c * w) X)
    by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; lra).
  assert (0 < (3 * c - c * w)^2) by (apply pow_lt; nra).
  apply (Rmult_lt_reg_l ((3 * c - c * w)^2)); lra.
Qed.

Lemma determinant_falls nu u : 0 <= nu < 1/2 -> 0 < u -> slope_determinant nu (- u) <= 0 ->
  determinant_slope (1 - nu) (m nu (- u)) (1 + coth (- u)) < 0.
Proof.
  intros Hn Hu HD. rewrite determinant_eq in HD by lra. assert (Hs : strip nu) by (split; lra).
  assert (Ht := tanh_half_bounds u Hu). assert (Hl := m_pos nu u Hs Hu).
  assert (Hh := I3 nu u Hs ltac:(lra)). assert (HX := coth_gt_1 u Hu).
  assert (EX : 1 + coth (- u) = (1 + - tanh (u / 2))^2 / (2 * - tanh (u / 2))).
  { rewrite coth_opp. assert (K := coth_tanh u ltac:(lra)).
    replace (coth u) with ((1 + tanh (u / 2))^2 / (2 * tanh (u / 2)) - 1) by lra. field. lra. }
  assert (HX' : 1 + coth (- u) < 0) by (rewrite coth_opp; lra). rewrite m_opp in *.
  set (c := 1 - nu) in *. set (t := tanh (u / 2)) in *. set (X := 1 + coth (- u)) in *.
  assert (Hc : 1/2 < c <= 1) by (unfold c; lra).
  set (w := m nu u / c). assert (Ew : m nu u = c * w) by (unfold w; field; lra).
  rewrite Ew in *. assert (Hw : 0 <= w <= t) by (split; apply (Rmult_le_reg_l c); lra).
  assert (HB : slope_rest c (- (c * w)) X < 0).
  { apply Ropp_lt_cancel. rewrite Ropp_0. apply (Rmult_lt_reg_l t); [lra|]. rewrite Rmult_0_r.
    replace (- (c * w)) with (c * - w) by ring.
    replace (t * - slope_rest c (c * - w) X) with (- t * slope_rest c (c * - w) X) by ring.
    rewrite EX, slope_rest_eq by lra.
    apply Rmult_lt_0_compat; [apply pow_lt; lra|]. apply sign_form_neg; lra. }
  assert (HQ : 0 < slope_factor c (- (c * w)) X) by (apply slope_factor_pos; lra).
  assert (E := slope_identity c (- (c * w)) X).
  assert (slope_factor c (- (c * w)) X * determinant_in c (- (c * w)) X <= 0) by nra.
  assert (Hcw : c * w < c) by nra.
  assert (0 < (2 * c - 1) * (c + - (c * w)) * - slope_rest c (- (c * w)) X)
    by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; lra).
  assert (0 < (3 * c - - (c * w))^2) by (apply pow_lt; nra).
  apply Ropp_lt_cancel. apply (Rmult_lt_reg_l ((3 * c - - (c * w))^2)); lra.
Qed.

Theorem slope_determinant_pos nu u : 0 <= nu < 1/2 -> 0 < slope_determinant nu u.
Proof.
  intros Hn. assert (H0 : 0 < slope_determinant nu 0).
  { rewrite slope_determinant_0. apply Rdiv_lt_0_compat; [|lra].
    apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [apply pow_lt|]|]; lra. }
  destruct (Rtotal_order u 0) as [Hu|[->|Hu]]; [|exact H0|].
  - assert (K := barrier (fun v => slope_determinant nu (- v))
      (fun v => - determinant_slope (1 - nu) (m nu (- v)) (1 + coth (- v))) (- u)).
    cbv beta in K. rewrite Ropp_involutive in K. apply K; [lra| |now rewrite Ropp_0| |].
    + intros x _. apply (continuity_pt_comp Ropp (slope_determinant nu)).
      * apply continuity_pt_opp, derivable_continuous_pt, derivable_pt_id.
      * apply continuity_determinant.
    + intros x Hx. apply is_derive_Reals. evar_last.
      * apply (is_derive_comp_R (slope_determinant nu) Ropp x).
        -- apply is_derive_determinant. lra.
        -- apply (is_derive_ext (fun v => - v)); [reflexivity|]. auto_derive; [trivial|reflexivity].
      * ring.
    + intros x Hx K'. assert (L := determinant_falls nu x Hn ltac:(lra) K'). lra.
  - apply (barrier (slope_determinant nu)
      (fun u => determinant_slope (1 - nu) (m nu u) (1 + coth u)) u Hu); [|exact H0| |].
    + intros x _. apply continuity_determinant.
    + intros x Hx. apply is_derive_Reals, is_derive_determinant. lra.
    + intros x Hx. apply determinant_grows; lra.
Qed.

Theorem slope_determinant_half u : slope_determinant (1/2) u = 0.
Proof.
  destruct (Req_dec u 0) as [->|Hu]; [rewrite slope_determinant_0; field|].
  assert (Ht : tanh (u / 2) <> 0).
  { rewrite tanh_half by assumption. assert (Hs := sinh_neq0 u Hu). assert (E := cosh2_sinh2 u).
    intros K. assert (K' : cosh u - 1 = 0).
    { replace (cosh u - 1) with ((cosh u - 1) / sinh u * sinh u) by (field; exact Hs). rewrite K. ring. }
    replace (cosh u) with 1 in E by lra. assert (0 < (sinh u)^2) by now apply pow2_gt_0. lra. }
  rewrite determinant_eq, I3_half, coth_tanh by assumption. unfold determinant_in. field. exact Ht.
Qed.

Theorem slope_determinant_ge0 nu u : strip nu -> 0 <= slope_determinant nu u.
Proof.
  intros [H0 H1]. destruct (Req_dec nu (1/2)) as [->|Hn]; [rewrite slope_determinant_half; lra|].
  apply Rlt_le, slope_determinant_pos. lra.
Qed.

(** Beyond, it fails. *)
Theorem slope_determinant_fails_beyond_half nu : 1/2 < nu < 1 -> slope_determinant nu 0 < 0.
Proof.
  intros Hn. rewrite slope_determinant_0.
  assert (0 < (1 - nu)^2 * (1 + nu) * (2 * nu - 1)); [|lra].
  apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [apply pow_lt|]|]; lra.
Qed.

(** ** The slope [h] is convex *)

(** Its second derivatives; those of [h y x] are the same with [x] and [y] exchanged. *)
Definition h_xx (nu x y : R) : R := let u := ln x - ln y in
  (k' nu u - 3 * k nu u + 2 * (1 - nu + m nu u)) / (2 * x^3).
Definition h_xy (nu x y : R) : R := let u := ln x - ln y in (k nu u - k' nu u) / (2 * x^2 * y).
Definition h_yy (nu x y : R) : R := let u := ln x - ln y in (k' nu u + k nu u) / (2 * x * y^2).

Lemma h_xy_sym nu x y : h_xy nu y x = h_yy nu x y.
Proof.
  unfold h_xy, h_yy. replace (ln y - ln x) with (- (ln x - ln y)) by ring.
  rewrite k_opp, k'_opp. f_equal; ring.
Qed.

Lemma gamma_slopes nu : has_slopes (gamma nu) (h_xx nu) (h_xy nu).
Proof.
  intros X Y t X' Y' Hx Hy HX HY. set (u := fun t => ln (X t) - ln (Y t)).
  assert (Hu : is_derive u t (X' / X t - Y' / Y t)) by now apply is_derive_ln_diff.
  assert (D1 := is_derive_comp_R (m nu) u t _ _ (is_derive_m nu _) Hu).
  assert (D2 := is_derive_comp_R (k nu) u t _ _ (is_derive_k nu _) Hu).
  unfold gamma. evar_last.
  - apply is_derive_div.
    + apply @is_derive_minus; [|exact D1]. apply @is_derive_minus; [exact D2|apply @is_derive_const].
    + apply is_derive_scal. apply (is_derive_ext (fun t => X t * X t)); [intros; real_equation; ring|].
      apply is_derive_mult_R; exact HX.
    + assert (0 < (X t)^2) by now apply pow_lt. lra.
  - unfold minus, plus, opp, zero; simpl. unfold h_xx, h_xy. fold (u t). field. lra.
Qed.

Lemma alpha_slopes nu : has_slopes (alpha nu) (h_xy nu) (h_yy nu).
Proof.
  intros X Y t X' Y' Hx Hy HX HY. set (u := fun t => ln (X t) - ln (Y t)).
  assert (Hu : is_derive u t (X' / X t - Y' / Y t)) by now apply is_derive_ln_diff.
  assert (D2 := is_derive_comp_R (k nu) u t _ _ (is_derive_k nu _) Hu).
  unfold alpha. evar_last.
  - apply is_derive_div.
    + apply @is_derive_opp. exact D2.
    + apply is_derive_mult_R; [apply is_derive_scal; exact HX|exact HY].
    + assert (0 < X t * Y t) by now apply Rmult_lt_0_compat. lra.
  - unfold opp; simpl. unfold h_xy, h_yy. fold (u t). field. lra.
Qed.

(** The pair function of the entropy has the derivatives that the rule names. *)
Lemma entropy_slopes nu :
  has_slopes (pair_entropy nu) (h nu) (fun x y => h nu y x) /\
  has_slopes (h nu) (gamma nu) (alpha nu) /\
  has_slopes (fun x y => h nu y x) (alpha nu) (fun x y => gamma nu y x) /\
  has_slopes (gamma nu) (h_xx nu) (h_xy nu) /\
  has_slopes (alpha nu) (h_xy nu) (h_yy nu) /\
  has_slopes (fun x y => gamma nu y x) (h_yy nu) (fun x y => h_xx nu y x).
Proof.
  refine (conj _ (conj _ (conj _ (conj _ (conj _ _))))); intros X Y t X' Y' Hx Hy HX HY.
  - evar_last; [exact (is_derive_pair_entropy nu X Y t X' Y' Hx Hy HX HY)|real_equation; ring].
  - exact (is_derive_h nu X Y t X' Y' Hx Hy HX HY).
  - evar_last; [exact (is_derive_h nu Y X t Y' X' Hy Hx HY HX)|]. rewrite (alpha_sym nu (Y t)). ring.
  - exact (gamma_slopes nu X Y t X' Y' Hx Hy HX HY).
  - exact (alpha_slopes nu X Y t X' Y' Hx Hy HX HY).
  - evar_last; [exact (gamma_slopes nu Y X t Y' X' Hy Hx HY HX)|]. rewrite (h_xy_sym nu (X t)). ring.
Qed.

(** The signs of the entries follow from that of the determinant. *)
Theorem slope_signs nu u : strip nu ->
  0 < k' nu u + k nu u /\ 0 <= k' nu u - 3 * k nu u + 2 * (1 - nu + m nu u) /\
  0 <= slope_determinant nu u.
Proof.
  intros Hn. assert (HD := slope_determinant_ge0 nu u Hn). assert (Hk := k_pos nu u Hn).
  assert (Hm := m_abs_lt_c nu u Hn). apply Rabs_def2 in Hm. unfold slope_determinant in HD.
  assert (H1 : 0 < k' nu u + k nu u).
  { apply (Rmult_lt_reg_l (1 - nu + m nu u)); [lra|]. assert (0 < (k nu u)^2) by now apply pow_lt. lra. }
  split; [exact H1|]. split; [|exact HD].
  apply (Rmult_le_reg_l (k' nu u + k nu u)); [exact H1|].
  replace ((k' nu u + k nu u) * (k' nu u - 3 * k nu u + 2 * (1 - nu + m nu u)))
    with ((k' nu u - k nu u)^2
      + 2 * ((1 - nu + m nu u) * (k' nu u + k nu u) - 2 * (k nu u)^2)) by ring.
  generalize (pow2_ge_0 (k' nu u - k nu u)). lra.
Qed.

(** [h] is convex exactly where the determinant and the entries are not negative. *)
Lemma h_hessian nu x y : 0 < x -> 0 < y -> let u := ln x - ln y in
  h_xx nu x y * h_yy nu x y - (h_xy nu x y)^2 = slope_determinant nu u / (2 * x^4 * y^2).
Proof.
  intros Hx Hy u. unfold h_xx, h_yy, h_xy, slope_determinant. fold u. field. lra.
Qed.

Theorem h_convex nu : strip nu -> convex_block (h_xx nu) (h_xy nu) (h_yy nu).
Proof.
  intros Hn x y Hx Hy. destruct (slope_signs nu (ln x - ln y) Hn) as [H1 [H2 H3]].
  rewrite h_hessian by assumption. unfold h_xx, h_yy.
  assert (P : forall a n b l, 0 < a -> 0 < b -> 0 < 2 * a^n * b^l).
  { intros. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [lra|]|]; now apply pow_lt. }
  assert (P1 := P x 3%nat y 0%nat Hx Hy). assert (P2 := P x 1%nat y 2%nat Hx Hy).
  assert (P3 := P x 4%nat y 2%nat Hx Hy).
  repeat split; apply Rmult_le_pos; try lra; apply Rlt_le, Rinv_0_lt_compat; simpl in *; lra.
Qed.

(** ** The theorem *)

Lemma form_entropy_pairs nu d s v :
  form d (pairs_hessian (gamma nu) (alpha nu) (fun x y => gamma nu y x) d s) v = form d (hessian nu d s) v.
Proof. rewrite form_pairs_hessian, Lemma_4_2. reflexivity. Qed.

Theorem entropy_hessian_increases nu d s s' : strip nu -> orthant d s -> below d s s' ->
  forall v, form d (hessian nu d s) v <= form d (hessian nu d s') v.
Proof.
  intros Hn Ho Hb v. destruct (entropy_slopes nu) as [_ [_ [_ [D1 [D2 D3]]]]].
  assert (K := rule_pair_monotone _ _ _ _ _ _ _ D1 D2 D3).
  rewrite <- !form_entropy_pairs. apply K; [now apply h_convex| |exact Ho|exact Hb].
  intros x y Hx Hy. destruct (h_convex nu Hn y x Hy Hx) as [H1 [H2 H3]].
  rewrite <- (h_xy_sym nu x y), <- (h_xy_sym nu y x) in *. repeat split; try assumption. lra.
Qed.

(** Where the first [m] or the last [m] singular values are unknown, above or below. *)
Lemma gamma_least nu x y : strip nu -> 0 < x -> 0 < y -> - ((1 - nu) / x^2) <= gamma nu x y.
Proof.
  intros Hn Hx Hy. assert (Hk := k_pos nu (ln x - ln y) Hn).
  assert (Hm := m_abs_lt_c nu (ln x - ln y) Hn). apply Rabs_def2 in Hm.
  assert (Hxx : 0 < 2 * x^2) by nra. unfold gamma.
  replace (- ((1 - nu) / x^2)) with (- (2 * (1 - nu)) / (2 * x^2)) by (field; lra).
  unfold Rdiv. apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat, Hxx|lra].
Qed.

Theorem entropy_hessian_without_first nu m n s s' v : strip nu -> orthant (m + n) s -> below (m + n) s s' ->
  form (m + n) (hessian nu (m + n) s) (later m v) <= form n (hessian nu n (fun i => s' (m + i)%nat)) v.
Proof.
  intros Hn Ho Hb.
  apply Rle_trans with (form (m + n) (hessian nu (m + n) s') (later m v));
    [now apply entropy_hessian_increases|].
  rewrite <- !form_entropy_pairs. apply rule_pair_monotone_without_first.
  - intros x y Hx Hy. apply Rlt_le, Lemma_4_3; assumption.
  - exact (orthant_below (m + n) s s' Ho Hb).
Qed.

Theorem entropy_hessian_without_last nu n m s s' v : strip nu -> orthant (n + m) s' -> below (n + m) s' s ->
  form n (fun k l => hessian nu n s' k l + (if Nat.eqb l k then INR m * - ((1 - nu) / (s' k)^2) else 0)) v
    <= form (n + m) (hessian nu (n + m) s) (earlier n v).
Proof.
  intros Hn Ho Hb.
  apply Rle_trans with (form (n + m) (hessian nu (n + m) s') (earlier n v));
    [|now apply entropy_hessian_increases].
  rewrite form_plus, <- !form_entropy_pairs, <- form_plus.
  apply (rule_pair_monotone_without_last _ _ _ n m (fun x => - ((1 - nu) / x^2))).
  - intros x y Hx Hy. now apply gamma_least.
  - exact Ho.
Qed.

(** An energy whose second derivative [e2] falls, less [w] times the entropy: the free energy, [w = 1/beta]. *)
Theorem free_energy_hessian_decreases nu w d (e2 e3 : R -> R) a b s s' v : strip nu -> 0 <= w ->
  (forall x, a <= x <= b -> is_derive e2 x (e3 x)) -> (forall x, a <= x <= b -> e3 x <= 0) ->
  orthant d s -> below d s s' -> (forall i, (i < d)%nat -> a <= s i /\ s' i <= b) ->
  form d (fun k l => (if Nat.eqb l k then e2 (s' k) else 0) + - w * hessian nu d s' k l) v
  <= form d (fun k l => (if Nat.eqb l k then e2 (s k) else 0) + - w * hessian nu d s k l) v.
Proof.
  intros Hn Hw He Hf Ho Hb Hab. rewrite !form_plus, !form_diagonal, !form_scal.
  assert (K := entropy_hessian_increases nu d s s' Hn Ho Hb v).
  apply Rplus_le_compat; [|nra].
  apply sum_le. intros k Hk. destruct (Hab k Hk). apply Rmult_le_compat_r; [apply pow2_ge_0|].
  apply (falls_between e2 e3 a b); auto.
Qed.

(** Where all [s i] are bounded by [s' i], the entropy is as strongly concave as at [s']. *)
Theorem X_3 nu d s' mu : strip nu -> orthant d s' ->
  concave_on d (hessian nu d) (fun s => orthant d s /\ below d s s') mu <->
  forall v, form d (hessian nu d s') v <= - (mu * norm2 d v).
Proof.
  intros Hn Ho. split.
  - intros H v. apply H. split; [exact Ho|]. intros i _. lra.
  - intros H s v [Hs Hb]. apply Rle_trans with (2 := H v). now apply entropy_hessian_increases.
Qed.
