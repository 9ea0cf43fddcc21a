(** * The Riemannian Hessian: Lemmas 5.1 and 5.2, Theorem 1.10, and X-2

    The Hessian of the entropy for the DLN metric on the chamber.  For every finite depth and
    every [d >= 2] it is indefinite at every point of the closed chamber (X-2), so in particular
    where all singular values coincide (Theorem 1.10).  At infinite depth, which Remark 1.4
    includes, Theorem 1.10 is false: there the Hessian is positive semidefinite everywhere.
    It is false as well for [N = 1] and for [d = 1]. *)

From Coq Require Import Reals Lra Lia Psatz Bool.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient
  Hessian Blocks.
Open Scope R_scope.

(** ** Lemma 5.1 *)

Lemma is_derive_Rpower a x : 0 < x -> is_derive (fun x => Rpower x a) x (a * Rpower x a / x).
Proof. intros Hx. unfold Rpower. auto_derive; [exact Hx|]. field. lra. Qed.

Lemma metric_inverse_correct w nu x : w <> 0 ->
  (/ w * Rpower x (2 - 2 * nu)) * (w * Rpower x (2 * nu - 2)) = 1.
Proof.
  intros Hw. transitivity (Rpower x (2 - 2 * nu) * Rpower x (2 * nu - 2)); [field; exact Hw|].
  rewrite <- Rpower_plus. replace (2 - 2 * nu + (2 * nu - 2)) with 0 by ring.
  unfold Rpower. rewrite Rmult_0_l. apply exp_0.
Qed.

Lemma partial_metric w nu s n i j : 0 < s n ->
  partial n (fun s => metric w nu s i j) s
  = if Nat.eqb j i && Nat.eqb n i
    then (2 * nu - 2) * (w * Rpower (s i) (2 * nu - 2)) / s i else 0.
Proof.
  intros Hs. unfold partial, metric, update.
  destruct (Nat.eqb j i); simpl; [|apply Derive_const].
  rewrite (Nat.eqb_sym n i). destruct (Nat.eqb_spec i n) as [->|]; [|apply Derive_const].
  rewrite Derive_scal, (is_derive_unique _ _ _ (is_derive_Rpower _ _ Hs)). field. lra.
Qed.

(** The only non-zero Christoffel symbols (5.7). *)
Lemma christoffel_eq d w nu s l i j : w <> 0 -> orthant d s ->
  (l < d)%nat -> (i < d)%nat -> (j < d)%nat ->
  christoffel d w nu s l i j
  = if Nat.eqb i l && Nat.eqb j l then - (1 - nu) / s l else 0.
Proof.
  intros Hw Ho Hl Hi Hj. unfold christoffel. rewrite (sum_single d l _ Hl).
  - unfold metric_inverse. rewrite Nat.eqb_refl, !partial_metric by (apply Ho; assumption).
    assert (H := metric_inverse_correct w nu (s l) Hw).
    destruct (Nat.eqb_spec i l), (Nat.eqb_spec j l), (Nat.eqb_spec j i), (Nat.eqb_spec l i);
      subst; simpl; try congruence; try ring.
    assert (Hp := Ho l Hl).
    transitivity (((/ w * Rpower (s l) (2 - 2 * nu)) * (w * Rpower (s l) (2 * nu - 2)))
      * ((nu - 1) / s l)); [field; lra|]. rewrite H. field. lra.
  - intros n _ Hn. unfold metric_inverse. apply Nat.eqb_neq in Hn. rewrite Hn. ring.
Qed.

(** (5.2): the Riemannian Hessian is the Euclidean one plus a diagonal first-order term. *)
Theorem Lemma_5_1 d w nu s p H i j : w <> 0 -> orthant d s -> (i < d)%nat -> (j < d)%nat ->
  riemannian_hessian d w nu s p H i j
  = H i j + (if Nat.eqb j i then (1 - nu) / s i * p i else 0).
Proof.
  intros Hw Ho Hi Hj. unfold riemannian_hessian. rewrite (sum_single d i _ Hi).
  - rewrite christoffel_eq, Nat.eqb_refl by assumption. simpl.
    destruct (Nat.eqb j i); unfold Rdiv; ring.
  - intros l Hl Hne. rewrite christoffel_eq by assumption.
    apply not_eq_sym, Nat.eqb_neq in Hne. rewrite Hne. simpl. ring.
Qed.

(** ** The form in scaled directions *)

(** The contribution of one pair, for directions [v i = s i * x i]. *)
Definition riemannian_block (nu u p q : R) : R :=
  1/2 * ((k nu u - nu * (1 - nu + m nu u)) * p^2 - 2 * k nu u * p * q
         + (k nu u - nu * (1 - nu - m nu u)) * q^2).

Definition scaled (s x : vec) : vec := fun i => s i * x i.

Theorem riemannian_form d w nu s x : w <> 0 -> orthant d s ->
  form d (entropy_riemannian_hessian d w nu s) (scaled s x)
  = \sum_(i < j < d) riemannian_block nu (ln (s i) - ln (s j)) (x i) (x j).
Proof.
  intros Hw Ho.
  transitivity (form d (hessian nu d s) (scaled s x)
    + \sum_(i < d) \sum_(j < d without i) ((1 - nu) * s i * (x i)^2 * h nu (s i) (s j))).
  - unfold form. rewrite <- sum_plus. apply sum_ext. intros i Hi. assert (Hs := Ho i Hi).
    rewrite (sum_ext d _ (fun j => hessian nu d s i j * scaled s x i * scaled s x j
      + (if Nat.eqb j i then (1 - nu) / s i * gradient nu d s i * (scaled s x i)^2 else 0))).
    + rewrite sum_plus. f_equal. rewrite sum_except_scal.
      rewrite (sum_single d i _ Hi), Nat.eqb_refl; [unfold scaled, gradient; field; lra|].
      intros j _ Hj. apply Nat.eqb_neq in Hj. now rewrite Hj.
    + intros j Hj. unfold entropy_riemannian_hessian. rewrite Lemma_5_1 by assumption.
      destruct (Nat.eqb_spec j i) as [->|]; ring.
  - rewrite Lemma_4_2, (sum_except_pairs d (fun i j =>
      (1 - nu) * s i * (x i)^2 * h nu (s i) (s j))), <- sum_pairs_plus.
    apply sum_pairs_ext. intros i j Hij.
    assert (Hi := Ho i ltac:(lia)). assert (Hj := Ho j ltac:(lia)).
    rewrite block_scaled by assumption. unfold scaled, riemannian_block, h. cbv zeta.
    replace (ln (s j) - ln (s i)) with (- (ln (s i) - ln (s j))) by ring. rewrite m_opp.
    field. lra.
Qed.

(** ** Negative and positive directions *)

(** In the direction of scaling the form is [- nu (1 - nu) d (d - 1) / 2], everywhere. *)
Theorem riemannian_form_scaling d w nu s : w <> 0 -> orthant d s ->
  form d (entropy_riemannian_hessian d w nu s) s
  = - nu * (1 - nu) * (INR d * (INR d - 1) / 2).
Proof.
  intros Hw Ho. assert (E : s = scaled s ones).
  { apply FunctionalExtensionality.functional_extensionality. intros i.
    unfold scaled, ones. ring. }
  rewrite E at 2. rewrite riemannian_form by assumption.
  rewrite (sum_pairs_ext d _ (fun _ _ => - nu * (1 - nu))).
  - rewrite sum_pairs_const. ring.
  - intros i j _. unfold riemannian_block, ones. field.
Qed.

Definition unit_vector (i : nat) : vec := fun j => if Nat.eqb j i then 1 else 0.

(** In the direction of the smallest singular value it is a sum of terms of I4. *)
Lemma riemannian_form_smallest d w nu s : w <> 0 -> orthant (S d) s ->
  form (S d) (entropy_riemannian_hessian (S d) w nu s) (scaled s (unit_vector d))
  = 1/2 * \sum_(i < d) (k nu (ln (s i) - ln (s d))
                        - nu * (1 - nu - m nu (ln (s i) - ln (s d)))).
Proof.
  intros Hw Ho. rewrite riemannian_form by assumption. rewrite sum_pairs_S.
  rewrite (sum_pairs_ext d _ (fun _ _ => 0)), sum_pairs_zero, Rplus_0_l, <- sum_scal.
  - apply sum_ext. intros i Hi. unfold riemannian_block, unit_vector. rewrite Nat.eqb_refl.
    replace (Nat.eqb i d) with false by (symmetry; apply Nat.eqb_neq; lia). ring.
  - intros i j Hij. unfold riemannian_block, unit_vector.
    replace (Nat.eqb i d) with false by (symmetry; apply Nat.eqb_neq; lia).
    replace (Nat.eqb j d) with false by (symmetry; apply Nat.eqb_neq; lia). ring.
Qed.

Definition difference : vec := fun i => match i with O => 1 | S O => -1 | _ => 0 end.

(** Where all singular values coincide: the direction [e_1 - e_2]. *)
Lemma riemannian_form_difference d w nu s : w <> 0 -> (2 <= d)%nat -> orthant d s ->
  on_diagonal d s ->
  form d (entropy_riemannian_hessian d w nu s) (scaled s difference)
  = (1 - nu) * (INR d * (1 - 2 * nu) + 3 * nu) / 3.
Proof.
  intros Hw Hd Ho Hdiag. rewrite riemannian_form by assumption.
  rewrite (sum_pairs_ext d _ (fun i j => riemannian_block nu 0 (difference i) (difference j)))
    by (intros i j Hij; rewrite (Hdiag i j), Rminus_eq_0 by lia; reflexivity).
  unfold riemannian_block. rewrite k_0, m_0.
  induction d as [|d IH]; [lia|].
  destruct (Nat.eq_dec d 1) as [->|].
  - rewrite sum_pairs_2. simpl. field.
  - rewrite sum_pairs_S, IH, S_INR; [|lia|intros i Hi; apply Ho; lia
      |intros i j Hi Hj; apply Hdiag; lia].
    destruct d as [|[|d]]; [lia|lia|].
    rewrite (sum_ext _ _ (fun i => 1/2 * ((1 - nu^2) / 3 - nu * (1 - nu)) * (difference i)^2))
      by (intros; simpl; field).
    rewrite sum_scal.
    replace (\sum_(i < S (S d)) (difference i)^2) with 2; [field|].
    clear. induction d as [|d IH]; [simpl; ring|]. cbn [sum] in *. rewrite <- IH. simpl. ring.
Qed.

(** ** X-2 and Theorem 1.10 *)

Lemma positive_direction nu d w s : 0 < nu <= 1/2 -> 0 < w -> (2 <= d)%nat -> chamber d s ->
  exists v, 0 < form d (entropy_riemannian_hessian d w nu s) v.
Proof.
  intros Hn Hw Hd [Ho Hc]. assert (Hstrip : strip nu) by (split; lra).
  destruct d as [|d]; [lia|].
  assert (Hu : forall i, (i < d)%nat -> 0 <= ln (s i) - ln (s d)).
  { intros i Hi. assert (ln (s d) <= ln (s i)); [|lra].
    apply ln_le. split; [apply Ho; lia|apply Hc; lia]. }
  destruct (Rlt_le_dec 0 (\sum_(i < d) (k nu (ln (s i) - ln (s d))
    - nu * (1 - nu - m nu (ln (s i) - ln (s d)))))) as [Hpos|Hle].
  - exists (scaled s (unit_vector d)). rewrite riemannian_form_smallest by (assumption || lra).
    lra.
  - exists (scaled s difference).
    assert (Hall : forall i, (i < d)%nat -> s i = s d).
    { intros i Hi. destruct (Req_dec (s i) (s d)) as [|Hne]; [assumption|exfalso].
      apply Rle_not_lt in Hle. apply Hle. apply sum_gt0.
      - intros l Hl. generalize (I4 nu _ Hstrip (Hu l Hl)). lra.
      - exists i. split; [exact Hi|]. apply I4_strict; [exact Hstrip|].
        assert (H := ln_neq _ _ (Ho i ltac:(lia)) (Ho d ltac:(lia)) Hne).
        generalize (Hu i Hi). lra. }
    rewrite riemannian_form_difference; [|lra|lia|assumption|].
    + apply le_INR in Hd. simpl (INR 2) in Hd.
      assert (0 <= INR (S d) * (1 - 2 * nu)) by (apply Rmult_le_pos; lra).
      assert (0 < (1 - nu) * (INR (S d) * (1 - 2 * nu) + 3 * nu))
        by (apply Rmult_lt_0_compat; lra). lra.
    + assert (Hl : forall i, (i < S d)%nat -> s i = s d).
      { intros i Hi. destruct (Nat.eq_dec i d) as [->|]; [reflexivity|apply Hall; lia]. }
      intros i j Hi Hj. now rewrite (Hl i Hi), (Hl j Hj).
Qed.

Theorem X_2 nu d w s : 0 < nu <= 1/2 -> 0 < w -> (2 <= d)%nat -> chamber d s ->
  indefinite d (entropy_riemannian_hessian d w nu s).
Proof.
  intros Hn Hw Hd Hs. split; [|now apply positive_direction].
  exists s. assert (Hw' : w <> 0) by lra. destruct Hs as [Ho _].
  rewrite riemannian_form_scaling by assumption.
  apply le_INR in Hd. simpl in Hd.
  assert (0 < INR d * (INR d - 1)) by (apply Rmult_lt_0_compat; lra).
  assert (0 < nu * (1 - nu)) by (apply Rmult_lt_0_compat; lra).
  assert (0 < nu * (1 - nu) * (INR d * (INR d - 1))) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma diagonal_chamber d s : orthant d s -> on_diagonal d s -> chamber d s.
Proof.
  intros Ho Hd. split; [exact Ho|]. intros i j Hij. rewrite (Hd i j) by lia. lra.
Qed.

Theorem Theorem_1_10 nu d w s : 0 < nu <= 1/2 -> 0 < w -> (2 <= d)%nat ->
  orthant d s -> on_diagonal d s -> indefinite d (entropy_riemannian_hessian d w nu s).
Proof. intros. apply X_2; auto using diagonal_chamber. Qed.

(** ** Infinite depth, [N = 1], [d = 1]: Theorem 1.10 fails *)

Lemma riemannian_form_infinite d w s x : w <> 0 -> orthant d s ->
  form d (entropy_riemannian_hessian d w 0 s) (scaled s x)
  = \sum_(i < j < d) (1/2 * k 0 (ln (s i) - ln (s j)) * (x i - x j)^2).
Proof.
  intros Hw Ho. rewrite riemannian_form by assumption. apply sum_pairs_ext. intros i j _.
  unfold riemannian_block. field.
Qed.

Lemma unscale d s v : orthant d s -> exists x, forall i, (i < d)%nat -> v i = scaled s x i.
Proof.
  intros Ho. exists (fun i => v i / s i). intros i Hi. unfold scaled. field.
  apply Rgt_not_eq, Ho, Hi.
Qed.

Lemma form_ext d H v w : (forall i, (i < d)%nat -> v i = w i) -> form d H v = form d H w.
Proof.
  intros E. apply sum_ext. intros i Hi. apply sum_ext. intros j Hj. now rewrite !E by assumption.
Qed.

(** The corrected statement at infinite depth: positive semidefinite at every point. *)
Theorem Theorem_1_10_infinite_depth d w s v : w <> 0 -> orthant d s ->
  0 <= form d (entropy_riemannian_hessian d w 0 s) v.
Proof.
  intros Hw Ho. destruct (unscale d s v Ho) as [x Hx].
  rewrite (form_ext d _ _ _ Hx), riemannian_form_infinite by assumption.
  apply sum_pairs_ge0. intros i j _.
  assert (Hk := k_pos 0 (ln (s i) - ln (s j)) ltac:(split; lra)).
  generalize (pow2_ge_0 (x i - x j)). nra.
Qed.

(** It vanishes in the direction of scaling only; there is no concavity either. *)
Theorem Theorem_1_10_infinite_depth_positive d w s v i j : w <> 0 -> orthant d s ->
  (i < j < d)%nat -> v i / s i <> v j / s j ->
  0 < form d (entropy_riemannian_hessian d w 0 s) v.
Proof.
  intros Hw Ho Hij Hne.
  assert (Hx : forall i, (i < d)%nat -> v i = scaled s (fun i => v i / s i) i).
  { intros l Hl. unfold scaled. field. apply Rgt_not_eq, Ho, Hl. }
  rewrite (form_ext d _ _ _ Hx), riemannian_form_infinite by assumption.
  assert (Hk : forall u, 0 < k 0 u) by (intros; apply k_pos; split; lra).
  apply sum_pairs_gt0.
  - intros a b _. generalize (pow2_ge_0 (v a / s a - v b / s b)) (Hk (ln (s a) - ln (s b))). nra.
  - exists i, j. split; [exact Hij|].
    apply Rmult_lt_0_compat; [generalize (Hk (ln (s i) - ln (s j))); lra|].
    apply pow2_gt_0. lra.
Qed.

Theorem Theorem_1_10_fails_infinite_depth d w s : w <> 0 -> orthant d s ->
  ~ indefinite d (entropy_riemannian_hessian d w 0 s).
Proof.
  intros Hw Ho [[v Hv] _].
  assert (H := Theorem_1_10_infinite_depth d w s v Hw Ho). lra.
Qed.

Theorem Theorem_1_10_fails_depth_1 d w s : w <> 0 -> orthant d s ->
  ~ indefinite d (entropy_riemannian_hessian d w (depth 1) s).
Proof.
  intros Hw Ho [[v Hv] _]. destruct (unscale d s v Ho) as [x Hx].
  rewrite (form_ext d _ _ _ Hx), riemannian_form in Hv by assumption.
  rewrite (sum_pairs_ext d _ (fun _ _ => 0)), sum_pairs_zero in Hv; [lra|].
  intros i j _. unfold riemannian_block, m, k, depth. simpl. rewrite Rinv_1, !Rmult_1_l. ring.
Qed.

Theorem Theorem_1_10_fails_width_1 nu w s : w <> 0 -> orthant 1 s ->
  ~ indefinite 1 (entropy_riemannian_hessian 1 w nu s).
Proof.
  intros Hw Ho [[v Hv] _]. destruct (unscale 1 s v Ho) as [x Hx].
  rewrite (form_ext 1 _ _ _ Hx), riemannian_form in Hv by assumption.
  unfold sum_pairs in Hv. simpl in Hv. lra.
Qed.

(** ** Lemma 5.2: eigenvalues where all singular values coincide *)

(** A matrix with constant entries [a] on and [b] off the diagonal. *)
Definition constant_entries (d : nat) (H : nat -> nat -> R) (a b : R) : Prop :=
  forall i j, (i < d)%nat -> (j < d)%nat -> H i j = if Nat.eqb j i then a else b.

Lemma constant_entries_row d H a b v i : constant_entries d H a b -> (i < d)%nat ->
  \sum_(j < d) (H i j * v j) = (a - b) * v i + b * \sum_(j < d) v j.
Proof.
  intros HH Hi. rewrite (sum_ext d _ (fun j => (if Nat.eqb j i then (a - b) * v i else 0)
                                               + b * v j)).
  - rewrite sum_plus, sum_scal, (sum_single d i _ Hi), Nat.eqb_refl; [reflexivity|].
    intros j _ Hj. apply Nat.eqb_neq in Hj. now rewrite Hj.
  - intros j Hj. rewrite HH by assumption. destruct (Nat.eqb_spec j i) as [->|]; ring.
Qed.

Lemma constant_entries_eigen d H a b : constant_entries d H a b ->
  is_eigen d H (a + (INR d - 1) * b) ones /\
  forall v, sum_free d v -> is_eigen d H (a - b) v.
Proof.
  intros HH. split.
  - intros i Hi. rewrite (constant_entries_row d H a b) by assumption.
    unfold ones. rewrite sum_const. ring.
  - intros v Hv i Hi. rewrite (constant_entries_row d H a b) by assumption.
    unfold sum_free in Hv. rewrite Hv. ring.
Qed.

Theorem Lemma_5_2 d w nu s : w <> 0 -> 0 < s ->
  let H := entropy_riemannian_hessian d w nu (scalar s) in
  constant_entries d H ((INR d - 1) * (1 - nu) * (1 - 2 * nu) / (6 * s^2))
                       (- (1 - nu^2) / (6 * s^2)) /\
  is_eigen d H (- nu * (1 - nu) * (INR d - 1) / (2 * s^2)) ones /\
  forall v, sum_free d v ->
    is_eigen d H ((1 - nu) * (INR d * (1 - 2 * nu) + 3 * nu) / (6 * s^2)) v.
Proof.
  intros Hw Hs H.
  assert (HH : constant_entries d H ((INR d - 1) * (1 - nu) * (1 - 2 * nu) / (6 * s^2))
                       (- (1 - nu^2) / (6 * s^2))).
  { intros i j Hi Hj. unfold H, entropy_riemannian_hessian.
    rewrite Lemma_5_1 by (try assumption; intros l Hl; exact Hs).
    rewrite gradient_scalar by assumption. unfold hessian, scalar.
    destruct (Nat.eqb j i).
    - rewrite gamma_diagonal, sum_except_const by assumption. field. lra.
    - rewrite alpha_diagonal by assumption. field. lra. }
  split; [exact HH|].
  assert (E := constant_entries_eigen d H _ _ HH). destruct E as [E1 E2]. split.
  - replace (- nu * (1 - nu) * (INR d - 1) / (2 * s^2))
      with ((INR d - 1) * (1 - nu) * (1 - 2 * nu) / (6 * s^2)
            + (INR d - 1) * (- (1 - nu^2) / (6 * s^2))) by (field; lra). exact E1.
  - intros v Hv. replace ((1 - nu) * (INR d * (1 - 2 * nu) + 3 * nu) / (6 * s^2))
      with ((INR d - 1) * (1 - nu) * (1 - 2 * nu) / (6 * s^2)
            - - (1 - nu^2) / (6 * s^2)) by (field; lra). now apply E2.
Qed.
