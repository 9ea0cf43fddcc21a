(** * The four core inequalities I1-I4 (X-1), for every real [nu] in [0, 1/2]

    With [c = 1 - nu], for every real [u] (I3 and I4: [u >= 0]):
    - I1: [Delta nu u >= 0], zero exactly if [nu = 1/2];
    - I2: [c - k nu u - |m nu u| > 0];
    - I3: [m nu u <= c tanh (u/2)], equal exactly if [nu = 1/2] or [u = 0];
    - I4: [k nu u >= nu (c - m nu u)], equal exactly if [nu = 1/2] and [u = 0].
    The proofs are exact identities in [exp u] and [exp (nu u)] and the derivative test; the case
    [nu = 0] (infinite depth) has its own, simpler identities. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Definitions Hyperbolic Langevin.
Open Scope R_scope.

(** ** Exponentials of the few arguments that occur *)

Lemma exp_c nu u : exp ((1 - nu) * u) = exp u / exp (nu * u).
Proof.
  unfold Rdiv. rewrite <- exp_Ropp, <- exp_plus. f_equal. ring.
Qed.

Lemma exp_theta nu u : exp ((1 - 2 * nu) * u) = exp u / (exp (nu * u))^2.
Proof.
  replace ((1 - 2 * nu) * u) with ((1 - nu) * u + - (nu * u)) by ring.
  rewrite exp_plus, exp_c, exp_Ropp. field. apply Rgt_not_eq, exp_pos.
Qed.

(** Turns an identity between hyperbolic functions into one between rational functions. *)
Ltac exp_field nu u :=
  unfold sinh, cosh; rewrite ?exp_Ropp, ?exp_theta, ?exp_c;
  generalize (exp_pos u) (exp_pos (nu * u)); intros; field; repeat split; lra.

(** ** I1 *)

Definition T (nu u : R) : R :=
  nu * (1 - nu) * (1 - 2 * nu) * (sinh u)^2 + (1 - nu) * (sinh (nu * u))^2
  - nu * (sinh ((1 - nu) * u))^2.

Definition T' (nu u : R) : R :=
  2 * (1 - nu) * nu * cosh u * ((1 - 2 * nu) * sinh u - sinh ((1 - 2 * nu) * u)).

Lemma is_derive_T nu u : is_derive (T nu) u (T' nu u).
Proof.
  unfold T, T', sinh, cosh. auto_derive; [trivial|]. exp_field nu u.
Qed.

Lemma T_pos nu u : 0 < nu < 1/2 -> 0 < u -> 0 < T nu u.
Proof.
  intros Hn. apply (pos_from_deriv (T nu) (T' nu)).
  - apply is_derive_T.
  - unfold T. rewrite !Rmult_0_r, !sinh_0. lra.
  - intros x Hx. unfold T'. assert (H := sinh_chord (1 - 2 * nu) x ltac:(lra) Hx).
    apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [nra|apply cosh_pos]|lra].
Qed.

Lemma Delta_T nu u : nu <> 0 -> u <> 0 ->
  Delta nu u = T nu u / ((sinh u)^2 * (sinh (nu * u))^2).
Proof.
  intros Hn Hu.
  assert (Hs := sinh_neq0 u Hu).
  assert (Hsn : sinh (nu * u) <> 0)
    by now apply sinh_neq0, Rmult_integral_contrapositive_currified.
  transitivity (((1 - nu)^2 * (sinh u)^2 * (sinh (nu * u))^2
    - 2 * (1 - nu) * (nu^2 * (sinh u)^2 - (sinh (nu * u))^2)
    - (cosh u * sinh (nu * u) - nu * cosh (nu * u) * sinh u)^2)
    / ((sinh u)^2 * (sinh (nu * u))^2)).
  - unfold Delta. rewrite m_finite, k_finite by auto. field. auto.
  - f_equal. unfold T. clear Hs Hsn. exp_field nu u.
Qed.

Definition T0 (u : R) : R := u^2 - 3 * (sinh u)^2 + 2 * u * sinh u * cosh u.

Lemma cosh_sinh_gap u : 0 < u -> 0 < u * cosh u - sinh u.
Proof.
  apply (pos_from_deriv (fun u => u * cosh u - sinh u) (fun u => u * sinh u)).
  - intros x. unfold sinh, cosh. auto_derive; [trivial|field].
  - rewrite sinh_0. lra.
  - intros x Hx. apply Rmult_lt_0_compat; [lra|now apply sinh_pos].
Qed.

Lemma T0_pos u : 0 < u -> 0 < T0 u.
Proof.
  apply (pos_from_deriv T0 (fun u => 4 * cosh u * (u * cosh u - sinh u))).
  - intros x. unfold T0, sinh, cosh. auto_derive; [trivial|]. rewrite !exp_Ropp.
    generalize (exp_pos x); intros. field. lra.
  - unfold T0. rewrite sinh_0. lra.
  - intros x Hx. generalize (cosh_pos x) (cosh_sinh_gap x Hx). intros.
    apply Rmult_lt_0_compat; lra.
Qed.

Lemma Delta_T0 u : u <> 0 -> Delta 0 u = T0 u / (u^2 * (sinh u)^2).
Proof.
  intros Hu. assert (Hs := sinh_neq0 u Hu).
  assert (E := cosh2_sinh2 u).
  unfold Delta. rewrite m_infinite, k_infinite, langevin_neq0, langevin'_neq0 by auto.
  transitivity ((u^2 * (sinh u)^2 - 2 * ((sinh u)^2 - u^2) - (u * cosh u - sinh u)^2)
    / (u^2 * (sinh u)^2)); [field; auto|].
  f_equal. unfold T0.
  replace ((u * cosh u - sinh u)^2)
    with (u^2 * (cosh u)^2 - 2 * u * cosh u * sinh u + (sinh u)^2) by ring.
  replace ((cosh u)^2) with (1 + (sinh u)^2) by lra. ring.
Qed.

Lemma Delta_opp nu u : Delta nu (- u) = Delta nu u.
Proof. unfold Delta. rewrite k_opp, m_opp. ring. Qed.

Lemma Delta_0 nu : Delta nu 0 = (1 - nu)^2 * (1 - 2 * nu) / 3.
Proof. unfold Delta. rewrite m_0, k_0. field. Qed.

Lemma Delta_pos_right nu u : 0 <= nu < 1/2 -> 0 < u -> 0 < Delta nu u.
Proof.
  intros Hn Hu. assert (Hs := sinh_pos u Hu).
  destruct (Req_dec nu 0) as [->|Hn0].
  - rewrite Delta_T0 by lra. apply Rdiv_lt_0_compat; [now apply T0_pos|].
    apply Rmult_lt_0_compat; apply pow_lt; lra.
  - rewrite Delta_T by lra. apply Rdiv_lt_0_compat; [apply T_pos; lra|].
    apply Rmult_lt_0_compat; apply pow_lt; [lra|apply sinh_pos; nra].
Qed.

Theorem I1_strict nu u : 0 <= nu < 1/2 -> 0 < Delta nu u.
Proof.
  intros Hn. destruct (Rtotal_order u 0) as [Hu|[->|Hu]].
  - rewrite <- Delta_opp. apply Delta_pos_right; lra.
  - rewrite Delta_0. unfold Rdiv. repeat apply Rmult_lt_0_compat; nra.
  - apply Delta_pos_right; lra.
Qed.

Theorem I1_half u : Delta (1/2) u = 0.
Proof.
  destruct (Req_dec u 0) as [->|Hu]; [rewrite Delta_0; field|].
  rewrite Delta_T by lra. unfold T.
  replace ((1 - 1/2) * u) with (1/2 * u) by field. field.
  split; apply sinh_neq0; lra.
Qed.

Theorem I1 nu u : strip nu -> 0 <= Delta nu u.
Proof.
  intros [H0 H1]. destruct (Req_dec nu (1/2)) as [->|Hn].
  - rewrite I1_half. lra.
  - apply Rlt_le, I1_strict. lra.
Qed.

Theorem I1_equality nu u : strip nu -> Delta nu u = 0 <-> nu = 1/2.
Proof.
  intros [H0 H1]. split; [|intros ->; apply I1_half].
  intros E. destruct (Req_dec nu (1/2)) as [|Hn]; [assumption|].
  assert (0 < Delta nu u) by (apply I1_strict; lra). lra.
Qed.

(** The other side of the border: [N = 2] is the largest [nu] for which I1 holds. *)
Theorem I1_fails_beyond_half nu : 1/2 < nu < 1 -> exists u, Delta nu u < 0.
Proof.
  intros Hn. exists 0. rewrite Delta_0.
  assert (0 < (1 - nu)^2 * (2 * nu - 1)) by (apply Rmult_lt_0_compat; nra). lra.
Qed.

(** ** Signs of [k] and [m] *)

Lemma k_pos_right nu u : strip nu -> 0 < u -> 0 < k nu u.
Proof.
  intros [H0 H1] Hu. assert (Hs := sinh_pos u Hu).
  destruct (Req_dec nu 0) as [->|Hn].
  - rewrite k_infinite, langevin'_neq0 by lra. assert (Hg := sinh_gt u Hu).
    assert (1 / (sinh u)^2 < 1 / u^2); [|lra].
    unfold Rdiv. rewrite !Rmult_1_l. apply Rinv_lt_contravar; [|nra].
    apply Rmult_lt_0_compat; apply pow_lt; lra.
  - rewrite k_finite by lra.
    assert (Hsn : 0 < sinh (nu * u)) by (apply sinh_pos; nra).
    assert (Hc := sinh_chord nu u ltac:(lra) Hu).
    assert (E : nu^2 / (sinh (nu * u))^2 - 1 / (sinh u)^2
      = ((nu * sinh u)^2 - (sinh (nu * u))^2) / ((sinh u)^2 * (sinh (nu * u))^2))
      by (field; lra).
    rewrite E. apply Rdiv_lt_0_compat; [nra|].
    apply Rmult_lt_0_compat; apply pow_lt; lra.
Qed.

Theorem k_pos nu u : strip nu -> 0 < k nu u.
Proof.
  intros Hn. destruct (Rtotal_order u 0) as [Hu|[->|Hu]].
  - rewrite <- k_opp. apply k_pos_right; [exact Hn|lra].
  - rewrite k_0. destruct Hn. nra.
  - now apply k_pos_right.
Qed.

Theorem m_pos nu u : strip nu -> 0 < u -> 0 < m nu u.
Proof.
  intros Hn. apply (pos_from_deriv (m nu) (k nu)).
  - apply is_derive_m.
  - rewrite m_0. lra.
  - intros. now apply k_pos.
Qed.

(** ** I3 *)

Lemma tanh_half u : u <> 0 -> tanh (u / 2) = (cosh u - 1) / sinh u.
Proof.
  intros Hu. assert (Hs := sinh_neq0 u Hu). assert (Hc := cosh_pos (u / 2)).
  assert (E : sinh u = 2 * sinh (u/2) * cosh (u/2) /\ cosh u = 1 + 2 * (sinh (u/2))^2).
  { replace u with (u/2 + u/2) at 1 4 by field. unfold sinh, cosh.
    rewrite Ropp_plus_distr, !exp_plus, !exp_Ropp. generalize (exp_pos (u/2)); intros.
    split; field; lra. }
  destruct E as [E1 E2]. unfold tanh. rewrite E1, E2 in *. field.
  split; [lra|]. intros E. apply Hs. rewrite E. ring.
Qed.

Lemma I3_identity nu u : nu <> 0 -> u <> 0 ->
  (1 - nu) * tanh (u / 2) - m nu u
  = (nu * sinh ((1 - nu) * u) - (1 - nu) * sinh (nu * u)) / (sinh u * sinh (nu * u)).
Proof.
  intros Hn Hu. assert (Hs := sinh_neq0 u Hu).
  assert (Hsn : sinh (nu * u) <> 0)
    by now apply sinh_neq0, Rmult_integral_contrapositive_currified.
  rewrite tanh_half, m_finite by auto.
  replace (sinh ((1 - nu) * u))
    with (sinh u * cosh (nu * u) - cosh u * sinh (nu * u)).
  - field. auto.
  - clear Hs Hsn. exp_field nu u.
Qed.

Theorem I3_strict nu u : 0 <= nu < 1/2 -> 0 < u -> m nu u < (1 - nu) * tanh (u / 2).
Proof.
  intros Hn Hu. assert (Hs := sinh_pos u Hu).
  assert (0 < (1 - nu) * tanh (u / 2) - m nu u); [|lra].
  destruct (Req_dec nu 0) as [->|Hn0].
  - rewrite m_infinite, tanh_half, langevin_neq0 by lra. assert (Hg := sinh_gt u Hu).
    replace ((1 - 0) * ((cosh u - 1) / sinh u) - (cosh u / sinh u - 1 / u))
      with ((sinh u - u) / (u * sinh u)) by (field; lra).
    apply Rdiv_lt_0_compat; [lra|]. apply Rmult_lt_0_compat; lra.
  - rewrite I3_identity by lra. apply Rdiv_lt_0_compat.
    + assert (Hc : sinh (nu / (1 - nu) * ((1 - nu) * u))
                   < nu / (1 - nu) * sinh ((1 - nu) * u)).
      { apply sinh_chord; [|nra]. split; [apply Rdiv_lt_0_compat; lra|].
        apply (Rmult_lt_reg_r (1 - nu)); [lra|].
        replace (nu / (1 - nu) * (1 - nu)) with nu by (field; lra). lra. }
      replace (nu / (1 - nu) * ((1 - nu) * u)) with (nu * u) in Hc by (field; lra).
      apply (Rmult_lt_compat_l (1 - nu)) in Hc; [|lra].
      replace ((1 - nu) * (nu / (1 - nu) * sinh ((1 - nu) * u)))
        with (nu * sinh ((1 - nu) * u)) in Hc by (field; lra). lra.
    + apply Rmult_lt_0_compat; [lra|]. apply sinh_pos. nra.
Qed.

Theorem I3_half u : m (1/2) u = 1/2 * tanh (u / 2).
Proof.
  destruct (Req_dec u 0) as [->|Hu].
  - rewrite m_0. replace (0 / 2) with 0 by field. rewrite tanh_0. ring.
  - assert (H := I3_identity (1/2) u ltac:(lra) Hu).
    replace ((1 - 1/2) * u) with (1/2 * u) in H by field.
    replace (1/2 * sinh (1/2 * u) - (1 - 1/2) * sinh (1/2 * u)) with 0 in H by field.
    unfold Rdiv in H at 4. rewrite Rmult_0_l in H. lra.
Qed.

Theorem I3 nu u : strip nu -> 0 <= u -> m nu u <= (1 - nu) * tanh (u / 2).
Proof.
  intros [H0 H1] [Hu| <-].
  - destruct (Req_dec nu (1/2)) as [->|Hn].
    + rewrite I3_half. lra.
    + apply Rlt_le, I3_strict; lra.
  - rewrite m_0. replace (0 / 2) with 0 by field. rewrite tanh_0. lra.
Qed.

Theorem I3_equality nu u : strip nu -> 0 <= u ->
  m nu u = (1 - nu) * tanh (u / 2) <-> nu = 1/2 \/ u = 0.
Proof.
  intros [H0 H1] Hu. split.
  - intros E. destruct (Req_dec nu (1/2)) as [|Hn]; [auto|]. right.
    destruct (Req_dec u 0) as [|Hu0]; [assumption|].
    assert (m nu u < (1 - nu) * tanh (u / 2)) by (apply I3_strict; lra). lra.
  - intros [-> | ->].
    + rewrite I3_half. field.
    + rewrite m_0. replace (0 / 2) with 0 by field. rewrite tanh_0. ring.
Qed.

Lemma m_lt_c nu u : strip nu -> 0 <= u -> m nu u < 1 - nu.
Proof.
  intros Hn [Hu| <-].
  - assert (H := I3 nu u Hn ltac:(lra)). assert (Ht := tanh_bounds (u / 2) ltac:(lra)).
    destruct Hn. nra.
  - rewrite m_0. destruct Hn. lra.
Qed.

Lemma Rabs_m nu u : Rabs (m nu u) = Rabs (m nu (Rabs u)).
Proof.
  destruct (Rle_lt_dec 0 u) as [Hu|Hu].
  - now rewrite (Rabs_pos_eq u).
  - now rewrite (Rabs_left u), m_opp, Rabs_Ropp.
Qed.

Lemma m_abs_lt_c nu u : strip nu -> Rabs (m nu u) < 1 - nu.
Proof.
  intros Hn. rewrite Rabs_m. assert (Hu := Rabs_pos u). assert (H := m_lt_c nu _ Hn Hu).
  destruct Hu as [Hu|Hu].
  - rewrite Rabs_pos_eq; [exact H|]. now apply Rlt_le, m_pos.
  - rewrite <- Hu, m_0, Rabs_R0. destruct Hn. lra.
Qed.

(** ** I2 *)

Lemma I2_identity nu u :
  2 * (1 - nu) * (1 - nu - m nu u - k nu u) = Delta nu u + (1 - nu - m nu u)^2.
Proof. unfold Delta. ring. Qed.

Lemma I2_right nu u : strip nu -> 0 < 1 - nu - m nu u - k nu u.
Proof.
  intros Hn. assert (H1 := I1 nu u Hn).
  assert (Hm := m_abs_lt_c nu u Hn). apply Rabs_def2 in Hm.
  assert (E := I2_identity nu u). destruct Hn.
  apply (Rmult_lt_reg_l (2 * (1 - nu))); [lra|]. rewrite E. nra.
Qed.

Theorem I2 nu u : strip nu -> 0 < 1 - nu - k nu u - Rabs (m nu u).
Proof.
  intros Hn. assert (H1 := I2_right nu u Hn).
  assert (H2 := I2_right nu (- u) Hn). rewrite m_opp, k_opp in H2.
  unfold Rabs. destruct (Rcase_abs (m nu u)); lra.
Qed.

(** ** I4: Descartes' rule for an exponential sum with eight exponents *)

(** [sum_b f_b p(b) e^(b w)]; the weight [p] is the polynomial that the differentiations produce. *)
Definition expsum (nu : R) (p : R -> R) (w : R) : R :=
  nu^2 * p (2 + nu) * exp ((2 + nu) * w) + nu^2 * p 2 * exp (2 * w)
  - (2 - nu) * p (1 + 2 * nu) * exp ((1 + 2 * nu) * w)
  + 2 * (1 - nu) * (2 + nu) * p (1 + nu) * exp ((1 + nu) * w)
  - (2 * nu^2 - nu + 2) * p 1 * exp (1 * w) - nu * p (2 * nu) * exp (2 * nu * w)
  + (nu^2 + 2 * nu) * p nu * exp (nu * w) + (nu^2 - nu) * p 0 * exp (0 * w).

Lemma is_derive_expsum nu p w :
  is_derive (expsum nu p) w (expsum nu (fun b => b * p b) w).
Proof. unfold expsum. auto_derive; [trivial|ring]. Qed.

Lemma expsum_step nu (a : R) p :
  0 <= expsum nu p 0 -> (forall w, 0 < w -> 0 < expsum nu (fun b => (b - a) * p b) w) ->
  forall w, 0 < w -> 0 < expsum nu p w.
Proof.
  intros H0 H. apply (pos_from_deriv_exp a _ (expsum nu (fun b => b * p b))); auto.
  - apply is_derive_expsum.
  - intros w Hw. replace (expsum nu (fun b => b * p b) w - a * expsum nu p w)
      with (expsum nu (fun b => (b - a) * p b) w) by (unfold expsum; ring). auto.
Qed.

Lemma expsum_last nu w : 0 < nu <= 1/2 -> 0 < w -> 0 < expsum nu (fun b =>
  (b - 2) * ((b - (1 + 2 * nu)) * ((b - 1) * ((b - nu) * ((b - 0) * 1))))) w.
Proof.
  intros Hn Hw. unfold expsum.
  generalize (exp_pos ((2 + nu) * w)) (exp_pos ((1 + nu) * w)) (exp_pos (2 * nu * w)).
  set (x := exp ((2 + nu) * w)). set (y := exp ((1 + nu) * w)). set (z := exp (2 * nu * w)).
  intros Hx Hy Hz.
  match goal with |- 0 < ?e => replace e with
    (2 * nu^3 * (2 + nu) * (1 + nu) * (1 - nu) * x
     + 2 * nu^2 * (1 - nu)^2 * (2 + nu) * (1 + nu) * y
     + 4 * nu^3 * (1 - nu) * (1 - 2 * nu) * z) by (unfold x, y, z; ring) end.
  assert (0 < nu^3) by (apply pow_lt; lra). assert (0 < nu^2) by (apply pow_lt; lra).
  assert (0 < (1 - nu)^2) by (apply pow_lt; lra).
  assert (0 < 2 * nu^3 * (2 + nu) * (1 + nu) * (1 - nu) * x)
    by (repeat apply Rmult_lt_0_compat; lra).
  assert (0 < 2 * nu^2 * (1 - nu)^2 * (2 + nu) * (1 + nu) * y)
    by (repeat apply Rmult_lt_0_compat; lra).
  assert (0 <= 4 * nu^3 * (1 - nu) * (1 - 2 * nu) * z)
    by (repeat apply Rmult_le_pos; lra).
  lra.
Qed.

Lemma expsum_pos nu w : 0 < nu <= 1/2 -> 0 < w -> 0 < expsum nu (fun _ => 1) w.
Proof.
  intros Hn. apply (expsum_step nu 0); [|apply (expsum_step nu nu);
    [|apply (expsum_step nu 1); [|apply (expsum_step nu (1 + 2 * nu));
    [|apply (expsum_step nu 2)]]]]; unfold expsum at 1; rewrite ?Rmult_0_r, ?exp_0.
  1-4: right; ring.
  - match goal with |- 0 <= ?e => replace e with (4 * nu^2 * (1 - nu) * (1 - 2 * nu)) by ring end.
    assert (0 < nu^2) by (apply pow_lt; lra). repeat apply Rmult_le_pos; lra.
  - intros x Hx. now apply expsum_last.
Qed.

Lemma exp_mult_nat (n : nat) x y : x = INR n * y -> exp x = (exp y)^n.
Proof.
  intros ->. induction n as [|n IH]; [simpl; now rewrite Rmult_0_l, exp_0|].
  rewrite S_INR. replace ((INR n + 1) * y) with (INR n * y + y) by ring.
  rewrite exp_plus, IH. simpl. ring.
Qed.

Lemma exp_AB nu u (p q : nat) x :
  x = INR p * u + INR q * (nu * u) -> exp x = (exp u)^p * (exp (nu * u))^q.
Proof.
  intros ->. rewrite exp_plus. f_equal; now apply exp_mult_nat.
Qed.

Lemma I4_identity nu u : nu <> 0 -> u <> 0 ->
  k nu u - nu * (1 - nu - m nu u) = expsum nu (fun _ => 1) (2 * u)
    / (8 * (sinh u)^2 * (sinh (nu * u))^2 * ((exp u)^2 * (exp (nu * u))^2)).
Proof.
  intros Hn Hu. assert (Hs := sinh_neq0 u Hu).
  assert (Hsn : sinh (nu * u) <> 0)
    by now apply sinh_neq0, Rmult_integral_contrapositive_currified.
  assert (HA := exp_pos u). assert (HB := exp_pos (nu * u)).
  rewrite k_finite, m_finite by auto.
  transitivity ((nu^2 * (sinh u)^2 - (sinh (nu * u))^2 - nu * ((1 - nu) * (sinh u)^2
      * (sinh (nu * u))^2 - cosh u * sinh u * (sinh (nu * u))^2
      + nu * cosh (nu * u) * sinh (nu * u) * (sinh u)^2))
    * (8 * ((exp u)^2 * (exp (nu * u))^2))
    / (8 * (sinh u)^2 * (sinh (nu * u))^2 * ((exp u)^2 * (exp (nu * u))^2))).
  { field. repeat split; auto; lra. }
  f_equal. unfold expsum.
  rewrite (exp_AB nu u 4 2 ((2 + nu) * (2 * u))), (exp_AB nu u 4 0 (2 * (2 * u))),
    (exp_AB nu u 2 4 ((1 + 2 * nu) * (2 * u))), (exp_AB nu u 2 2 ((1 + nu) * (2 * u))),
    (exp_AB nu u 2 0 (1 * (2 * u))), (exp_AB nu u 0 4 (2 * nu * (2 * u))),
    (exp_AB nu u 0 2 (nu * (2 * u))), (exp_AB nu u 0 0 (0 * (2 * u))) by (simpl; ring).
  clear Hs Hsn. unfold sinh, cosh. rewrite !exp_Ropp.
  generalize dependent (exp u). generalize dependent (exp (nu * u)). intros. field. lra.
Qed.

Theorem I4_strict nu u : strip nu -> 0 < u -> 0 < k nu u - nu * (1 - nu - m nu u).
Proof.
  intros [H0 H1] Hu. destruct (Req_dec nu 0) as [->|Hn].
  - assert (0 < k 0 u) by (apply k_pos; unfold strip; lra). lra.
  - rewrite I4_identity by lra. apply Rdiv_lt_0_compat; [apply expsum_pos; lra|].
    assert (0 < (sinh u)^2) by (apply pow_lt, sinh_pos; lra).
    assert (0 < (sinh (nu * u))^2) by (apply pow_lt, sinh_pos; nra).
    assert (0 < (exp u)^2) by (apply pow_lt, exp_pos).
    assert (0 < (exp (nu * u))^2) by (apply pow_lt, exp_pos).
    apply Rmult_lt_0_compat; [|now apply Rmult_lt_0_compat].
    apply Rmult_lt_0_compat; [lra|assumption].
Qed.

Lemma I4_0 nu : k nu 0 - nu * (1 - nu - m nu 0) = (1 - nu) * (1 - 2 * nu) / 3.
Proof. rewrite k_0, m_0. field. Qed.

Theorem I4 nu u : strip nu -> 0 <= u -> nu * (1 - nu - m nu u) <= k nu u.
Proof.
  intros Hn [Hu| <-].
  - assert (H := I4_strict nu u Hn Hu). lra.
  - assert (H := I4_0 nu). destruct Hn.
    assert (0 <= (1 - nu) * (1 - 2 * nu) / 3) by nra. lra.
Qed.

Theorem I4_equality nu u : strip nu -> 0 <= u ->
  k nu u = nu * (1 - nu - m nu u) <-> nu = 1/2 /\ u = 0.
Proof.
  intros Hn Hu. split.
  - intros E. assert (u = 0) as ->.
    { destruct Hu as [Hu|]; [|auto]. assert (H := I4_strict nu u Hn Hu). lra. }
    split; [|reflexivity]. assert (H := I4_0 nu). destruct Hn. nra.
  - intros [-> ->]. rewrite k_0, m_0. field.
Qed.
