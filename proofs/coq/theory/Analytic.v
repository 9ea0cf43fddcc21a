(** * Real-analytic functions of several variables, and the rule analytic

    A function is analytic at a point if, near it, it is the sum of an absolutely convergent power series in
    the differences of the variables.  A monomial of degree [n] is written as a word of [n] variables: the
    words that are the same up to order are the same monomial, whose coefficient is the sum of theirs.

    Sums, products and compositions of analytic functions are analytic; so is what is made of operations each
    of which is analytic at its arguments, which is the rule. *)

From Coq Require Import Reals Lra Lia Psatz List.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions.
Import ListNotations.
Open Scope R_scope.

(** ** Homogeneous polynomials *)

(** The sum over all words [i1 ... in] of letters below [d] of [a [i1; ...; in] h i1 ... h in]. *)
Fixpoint homogeneous (d n : nat) (a : list nat -> R) (h : vec) : R :=
  match n with
  | O => a []
  | S n => \sum_(i < d) (h i * homogeneous d n (fun w => a (i :: w)) h)
  end.

Definition absolute (a : list nat -> R) (w : list nat) : R := Rabs (a w).

(** ** The definition *)

(** [f (s + h)] is the sum of the series with the coefficients [a] where no [h i] exceeds [r], and the series
    converges absolutely there. *)
Definition power_series_at (d : nat) (f : vec -> R) (s : vec) (a : list nat -> R) (r : R) : Prop :=
  ex_series (fun n => homogeneous d n (absolute a) (fun _ => r)) /\
  forall h, (forall i, (i < d)%nat -> Rabs (h i) <= r) ->
    is_series (fun n => homogeneous d n a h) (f (fun i => s i + h i)).

Definition analytic_at (d : nat) (f : vec -> R) (s : vec) : Prop :=
  exists a r, 0 < r /\ power_series_at d f s a r.

(** ** Finite sums *)

Section Homogeneous.

Variable d : nat.

Local Notation hom := (homogeneous d).

Lemma hom_ext_length n : forall a b h, (forall w, length w = n -> a w = b w) -> hom n a h = hom n b h.
Proof.
  induction n as [|n IH]; intros a b h H; [now apply H|]. cbn [homogeneous]. apply sum_ext. intros i _.
  f_equal. apply IH. intros w Hw. apply H. simpl. now rewrite Hw.
Qed.

Lemma hom_ext n a b h : (forall w, a w = b w) -> hom n a h = hom n b h.
Proof. intros H. apply hom_ext_length. auto. Qed.

Lemma hom_zero n h : hom n (fun _ => 0) h = 0.
Proof.
  induction n as [|n IH]; [reflexivity|]. cbn [homogeneous].
  rewrite (sum_ext d _ (fun _ => 0)); [apply sum_zero|]. intros. rewrite IH. ring.
Qed.

Lemma hom_plus n : forall a b h, hom n (fun w => a w + b w) h = hom n a h + hom n b h.
Proof.
  induction n as [|n IH]; intros a b h; [reflexivity|]. cbn [homogeneous].
  rewrite <- sum_plus. apply sum_ext. intros. rewrite IH. ring.
Qed.

Lemma hom_scal n : forall x a h, hom n (fun w => x * a w) h = x * hom n a h.
Proof.
  induction n as [|n IH]; intros x a h; [reflexivity|]. cbn [homogeneous].
  rewrite <- sum_scal. apply sum_ext. intros. rewrite IH. ring.
Qed.

Lemma hom_sum n k (A : nat -> list nat -> R) h :
  hom n (fun w => \sum_(j < k) A j w) h = \sum_(j < k) hom n (A j) h.
Proof.
  induction k as [|k IH]; cbn [sum]; [apply hom_zero|]. now rewrite hom_plus, IH.
Qed.

Lemma hom_le n : forall a b r, 0 <= r -> (forall w, a w <= b w) ->
  hom n a (fun _ => r) <= hom n b (fun _ => r).
Proof.
  induction n as [|n IH]; intros a b r Hr H; [apply H|]. cbn [homogeneous]. apply sum_le. intros i _.
  apply Rmult_le_compat_l; [exact Hr|]. now apply IH.
Qed.

Lemma hom_ge0 n a r : 0 <= r -> (forall w, 0 <= a w) -> 0 <= hom n a (fun _ => r).
Proof. intros Hr H. rewrite <- (hom_zero n (fun _ => r)). now apply hom_le. Qed.

Lemma hom_absolute_ge0 n a r : 0 <= r -> 0 <= hom n (absolute a) (fun _ => r).
Proof. intros Hr. apply hom_ge0; [exact Hr|]. intros. apply Rabs_pos. Qed.

Lemma Rabs_sum n F : Rabs (sum n F) <= \sum_(i < n) Rabs (F i).
Proof.
  induction n as [|n IH]; cbn [sum]; [rewrite Rabs_R0; lra|].
  apply Rle_trans with (1 := Rabs_triang _ _). lra.
Qed.

Lemma hom_abs n : forall a h r, (forall i, (i < d)%nat -> Rabs (h i) <= r) ->
  Rabs (hom n a h) <= hom n (absolute a) (fun _ => r).
Proof.
  induction n as [|n IH]; intros a h r H; [apply Rle_refl|]. cbn [homogeneous].
  apply Rle_trans with (1 := Rabs_sum _ _). apply sum_le. intros i Hi. rewrite Rabs_mult.
  apply Rmult_le_compat; try apply Rabs_pos; [now apply H|]. now apply (IH (fun w => a (i :: w))).
Qed.

Lemma hom_scaled n : forall a t r, hom n a (fun _ => t * r) = t^n * hom n a (fun _ => r).
Proof.
  induction n as [|n IH]; intros a t r; [simpl; ring|]. cbn [homogeneous pow].
  rewrite <- sum_scal. apply sum_ext. intros. rewrite IH. ring.
Qed.

(** ** Products *)

(** The sum over all ways of writing [w] as [u ++ v] of [a u b v]. *)
Fixpoint convolution (a b : list nat -> R) (w : list nat) : R :=
  match w with
  | [] => a [] * b []
  | i :: w' => a [] * b (i :: w') + convolution (fun u => a (i :: u)) b w'
  end.

Lemma hom_convolution n : forall a b h,
  hom n (convolution a b) h = sum_f_R0 (fun k => hom k a h * hom (n - k) b h) n.
Proof.
  induction n as [|n IH]; intros a b h; [reflexivity|].
  rewrite decomp_sum by lia. cbn [pred]. change (S n - 0)%nat with (S n).
  transitivity (a [] * hom (S n) b h
    + \sum_(i < d) (h i * hom n (convolution (fun u => a (i :: u)) b) h)).
  - cbn [homogeneous convolution]. rewrite <- (sum_scal d (a [])), <- sum_plus. apply sum_ext. intros i _.
    rewrite hom_plus, hom_scal. ring.
  - f_equal. rewrite (sum_ext d _ (fun i => h i *
      sum_f_R0 (fun k => hom k (fun u => a (i :: u)) h * hom (n - k) b h) n)) by (intros; now rewrite IH).
    assert (E : forall m, \sum_(i < d) (h i *
        sum_f_R0 (fun k => hom k (fun u => a (i :: u)) h * hom (n - k) b h) m)
      = sum_f_R0 (fun k => hom (S k) a h * hom (S n - S k) b h) m).
    { induction m as [|m IHm]; cbn [sum_f_R0].
      - cbn [homogeneous]. change (S n - 1)%nat with (n - 0)%nat. set (B := hom (n - 0) b h).
        rewrite (Rmult_comm _ B), <- sum_scal. apply sum_ext. intros. ring.
      - rewrite <- IHm. rewrite (sum_ext d _ (fun i => h i *
          sum_f_R0 (fun k => hom k (fun u => a (i :: u)) h * hom (n - k) b h) m
          + h i * (hom (S m) (fun u => a (i :: u)) h * hom (n - S m) b h))) by (intros; ring).
        rewrite sum_plus. f_equal. change (S n - S (S m))%nat with (n - S m)%nat.
        change (hom (S (S m)) a h) with (\sum_(i < d) (h i * hom (S m) (fun w => a (i :: w)) h)).
        set (B := hom (n - S m) b h).
        rewrite (Rmult_comm _ B), <- sum_scal. apply sum_ext. intros. ring. }
    apply E.
Qed.

Lemma convolution_absolute w : forall a b,
  absolute (convolution a b) w <= convolution (absolute a) (absolute b) w.
Proof.
  unfold absolute. induction w as [|i w IH]; intros a b; cbn [convolution]; [rewrite Rabs_mult; lra|].
  apply Rle_trans with (1 := Rabs_triang _ _). rewrite Rabs_mult. apply Rplus_le_compat_l.
  apply (IH (fun u => a (i :: u))).
Qed.

(** ** Absolutely summable coefficients *)

Definition summable (r : R) (a : list nat -> R) : Prop :=
  ex_series (fun n => hom n (absolute a) (fun _ => r)).

Definition size (r : R) (a : list nat -> R) : R := Series (fun n => hom n (absolute a) (fun _ => r)).

Lemma is_series_zero (F : nat -> R) : (forall n, F n = 0) -> is_series F 0.
Proof.
  intros H. apply (is_series_ext (fun _ => 0)); [intros; now rewrite H|].
  apply (filterlim_ext (fun _ => 0)); [|apply filterlim_const]. intros n. rewrite sum_n_const. ring.
Qed.

Lemma size_ge0 r a : 0 <= r -> summable r a -> 0 <= size r a.
Proof.
  intros Hr H. rewrite <- (is_series_unique _ _ (is_series_zero (fun _ => 0) (fun _ => eq_refl))).
  apply Series_le; [|exact H].
  intros n. split; [lra|]. now apply hom_absolute_ge0.
Qed.

Lemma summable_le r a b : 0 <= r -> (forall w, Rabs (a w) <= b w) ->
  ex_series (fun n => hom n b (fun _ => r)) ->
  summable r a /\ size r a <= Series (fun n => hom n b (fun _ => r)).
Proof.
  intros Hr H Hb.
  assert (K : forall n, 0 <= hom n (absolute a) (fun _ => r) <= hom n b (fun _ => r)).
  { intros n. split; [now apply hom_absolute_ge0|]. now apply hom_le. }
  split; [|now apply Series_le].
  apply (ex_series_le (K := R_AbsRing) (V := R_CompleteNormedModule) _ (fun n => hom n b (fun _ => r)));
    [|exact Hb]. intros n. change (norm (hom n (absolute a) (fun _ => r)))
    with (Rabs (hom n (absolute a) (fun _ => r))). rewrite Rabs_pos_eq; apply K.
Qed.

Lemma summable_plus r a b : 0 <= r -> summable r a -> summable r b ->
  summable r (fun w => a w + b w) /\ size r (fun w => a w + b w) <= size r a + size r b.
Proof.
  intros Hr Ha Hb. assert (E := Series_plus _ _ Ha Hb). unfold size at 2 3. rewrite <- E.
  assert (Hs : forall n, hom n (absolute a) (fun _ => r) + hom n (absolute b) (fun _ => r)
    = hom n (fun w => absolute a w + absolute b w) (fun _ => r)) by (intros; now rewrite hom_plus).
  rewrite (Series_ext _ _ Hs). apply summable_le; [exact Hr|intros; apply Rabs_triang|].
  apply (ex_series_ext _ _ Hs). exact (ex_series_plus _ _ Ha Hb).
Qed.

Lemma summable_convolution r a b : 0 <= r -> summable r a -> summable r b ->
  summable r (convolution a b) /\ size r (convolution a b) <= size r a * size r b.
Proof.
  intros Hr Ha Hb.
  assert (H := is_series_mult_pos _ _ _ _ (Series_correct _ Ha) (Series_correct _ Hb)
    (fun n => hom_absolute_ge0 n a r Hr) (fun n => hom_absolute_ge0 n b r Hr)).
  assert (Hs : forall n, sum_f_R0 (fun k => hom k (absolute a) (fun _ => r)
      * hom (n - k) (absolute b) (fun _ => r)) n
    = hom n (convolution (absolute a) (absolute b)) (fun _ => r)) by (intros; now rewrite hom_convolution).
  apply (is_series_ext _ _ _ Hs) in H. unfold size at 2 3. rewrite <- (is_series_unique _ _ H).
  apply summable_le; [exact Hr|intros; apply convolution_absolute|]. now eexists; exact H.
Qed.

Lemma summable_sum r k (A : nat -> list nat -> R) : 0 <= r -> (forall j, (j < k)%nat -> summable r (A j)) ->
  summable r (fun w => \sum_(j < k) A j w) /\ size r (fun w => \sum_(j < k) A j w) <= \sum_(j < k) size r (A j).
Proof.
  intros Hr. induction k as [|k IH]; intros H.
  - cbn [sum]. assert (Z : forall n, hom n (absolute (fun _ => 0)) (fun _ => r) = 0).
    { intros n. rewrite (hom_ext n _ (fun _ => 0)); [apply hom_zero|]. intros. unfold absolute.
      now rewrite Rabs_R0. }
    assert (K := is_series_zero _ Z). split; [now exists 0|]. unfold size. rewrite (is_series_unique _ _ K). lra.
  - destruct IH as [H1 H2]; [auto|]. cbn [sum].
    destruct (summable_plus r (fun w => \sum_(j < k) A j w) (A k) Hr H1 (H k (le_n _))) as [H3 H4].
    split; [exact H3|]. lra.
Qed.

(** A smaller radius. *)
Lemma summable_smaller r r' a : 0 <= r' <= r -> 0 < r -> summable r a -> summable r' a.
Proof.
  intros Hr Hr0 H.
  apply (ex_series_le (K := R_AbsRing) (V := R_CompleteNormedModule) _ _) with (2 := H). intros n.
  change (norm (hom n (absolute a) (fun _ => r'))) with (Rabs (hom n (absolute a) (fun _ => r'))).
  rewrite Rabs_pos_eq by (apply hom_absolute_ge0; lra).
  assert (E : hom n (absolute a) (fun _ => r') = (r' / r)^n * hom n (absolute a) (fun _ => r)).
  { rewrite <- hom_scaled. replace (r' / r * r) with r' by (field; lra). reflexivity. }
  rewrite E. rewrite <- (Rmult_1_l (hom n (absolute a) (fun _ => r))) at 2.
  apply Rmult_le_compat_r; [apply hom_absolute_ge0; lra|].
  rewrite <- (pow1 n). apply pow_incr. split; [apply Rmult_le_pos; [lra|apply Rlt_le, Rinv_0_lt_compat; lra]|].
  apply (Rmult_le_reg_r r); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
Qed.

(** Without the constant term the size is small where the radius is. *)
Definition without_constant (a : list nat -> R) (w : list nat) : R := match w with [] => 0 | _ => a w end.

Lemma size_small r t a : 0 < r -> 0 <= t <= 1 -> summable r a ->
  summable (t * r) (without_constant a) /\ size (t * r) (without_constant a) <= t * size r a.
Proof.
  intros Hr Ht H.
  assert (K : forall n, 0 <= hom n (absolute (without_constant a)) (fun _ => t * r)
      <= t * hom n (absolute a) (fun _ => r)).
  { intros n. split; [apply hom_absolute_ge0; nra|]. rewrite hom_scaled.
    assert (P := hom_absolute_ge0 n a r (Rlt_le _ _ Hr)). destruct n as [|n].
    - cbn [homogeneous]. unfold absolute, without_constant. rewrite Rabs_R0, Rmult_0_r.
      apply Rmult_le_pos; [lra|apply Rabs_pos].
    - rewrite (hom_ext_length (S n) (absolute (without_constant a)) (absolute a));
        [|intros [|i w] Hw; [discriminate|reflexivity]].
      apply Rmult_le_compat_r; [exact P|]. cbn [pow].
      assert (t^n <= 1) by (rewrite <- (pow1 n); now apply pow_incr). nra. }
  assert (Hb : ex_series (fun n => t * hom n (absolute a) (fun _ => r)))
    by (exact (ex_series_scal_l t _ H)).
  split.
  - apply (ex_series_le (K := R_AbsRing) (V := R_CompleteNormedModule) _ _) with (2 := Hb). intros n.
    change (norm ?x) with (Rabs x). rewrite Rabs_pos_eq; apply K.
  - unfold size. rewrite <- Series_scal_l. now apply Series_le.
Qed.

Lemma is_series_hom_abs r a h : (forall i, (i < d)%nat -> Rabs (h i) <= r) -> summable r a ->
  ex_series (fun n => Rabs (hom n a h)).
Proof.
  intros Hh H. apply (ex_series_le (K := R_AbsRing) (V := R_CompleteNormedModule) _ _) with (2 := H).
  intros n. change (norm ?x) with (Rabs x). rewrite Rabs_Rabsolu. now apply hom_abs.
Qed.

End Homogeneous.

(** ** Series of series *)

Section Triangular.

Variables (u U : nat -> nat -> R) (V A : nat -> R).
Hypothesis Hu : forall m n, Rabs (u m n) <= U m n.
Hypothesis Hzero : forall m n, (n < m)%nat -> u m n = 0.
Hypothesis HU : forall m, is_series (U m) (A m).
Hypothesis HA : ex_series A.
Hypothesis HV : forall m, is_series (u m) (V m).

Let column (n : nat) : R := sum_f_R0 (fun m => u m n) n.

Lemma U_ge0 m n : 0 <= U m n.
Proof. apply Rle_trans with (2 := Hu m n). apply Rabs_pos. Qed.

Lemma partial_le (a : nat -> R) l n : (forall n, 0 <= a n) -> is_series a l -> sum_f_R0 a n <= l.
Proof.
  intros Ha H. apply is_series_Reals in H. apply (sum_incr a n l); [|exact Ha]. exact H.
Qed.

Lemma tail_m m n : Rabs (sum_f_R0 (u m) n - V m) <= A m - sum_f_R0 (U m) n.
Proof.
  assert (H1 : is_lim_seq (fun k => sum_f_R0 (u m) k) (V m))
    by (apply is_lim_seq_Reals; now apply is_series_Reals).
  assert (H2 : is_lim_seq (fun k => sum_f_R0 (U m) k) (A m))
    by (apply is_lim_seq_Reals; now apply is_series_Reals).
  assert (K : forall j, Rabs (sum_f_R0 (u m) (n + j) - sum_f_R0 (u m) n)
    <= sum_f_R0 (U m) (n + j) - sum_f_R0 (U m) n).
  { induction j as [|j IH].
    - rewrite Nat.add_0_r, !Rminus_eq_0, Rabs_R0. lra.
    - rewrite Nat.add_succ_r. cbn [sum_f_R0]. assert (B := Hu m (S (n + j))).
      replace (sum_f_R0 (u m) (n + j) + u m (S (n + j)) - sum_f_R0 (u m) n)
        with ((sum_f_R0 (u m) (n + j) - sum_f_R0 (u m) n) + u m (S (n + j))) by ring.
      apply Rle_trans with (1 := Rabs_triang _ _). lra. }
  rewrite Rabs_minus_sym.
  apply (is_lim_seq_incr_n _ n) in H1. apply (is_lim_seq_incr_n _ n) in H2.
  assert (L1 : is_lim_seq (fun k => Rabs (sum_f_R0 (u m) (k + n) - sum_f_R0 (u m) n))
    (Rabs (V m - sum_f_R0 (u m) n))).
  { apply (is_lim_seq_abs _ (V m - sum_f_R0 (u m) n)).
    apply is_lim_seq_minus'; [exact H1|apply is_lim_seq_const]. }
  assert (L2 : is_lim_seq (fun k => sum_f_R0 (U m) (k + n) - sum_f_R0 (U m) n) (A m - sum_f_R0 (U m) n))
    by (apply is_lim_seq_minus'; [exact H2|apply is_lim_seq_const]).
  assert (L := is_lim_seq_le _ _ _ _ (fun k => eq_ind _ (fun x => Rabs (sum_f_R0 (u m) x - _)
    <= sum_f_R0 (U m) x - _) (K k) _ (Nat.add_comm n k)) L1 L2). exact L.
Qed.

Lemma A_ge0 m : 0 <= A m.
Proof.
  assert (H := partial_le _ _ 0 (U_ge0 m) (HU m)). cbn in H. assert (K := U_ge0 m 0). lra.
Qed.

Lemma V_le m : Rabs (V m) <= A m.
Proof.
  assert (H := tail_m m 0). cbn in H. assert (K := Hu m 0%nat).
  assert (T : Rabs (V m) <= Rabs (u m 0%nat) + Rabs (u m 0%nat - V m)).
  { replace (V m) with (u m 0%nat - (u m 0%nat - V m)) at 1 by ring.
    apply Rle_trans with (1 := Rabs_triang _ _). rewrite Rabs_Ropp. lra. }
  lra.
Qed.

Lemma ex_series_V : ex_series V.
Proof.
  apply (ex_series_le (K := R_AbsRing) (V := R_CompleteNormedModule) _ A); [apply V_le|exact HA].
Qed.

Lemma columns n : sum_f_R0 column n = sum_f_R0 (fun m => sum_f_R0 (u m) n) n.
Proof.
  unfold column. induction n as [|n IH]; [reflexivity|]. cbn [sum_f_R0]. rewrite IH.
  assert (E : forall k, sum_f_R0 (fun m => sum_f_R0 (u m) n) k + sum_f_R0 (fun m => u m (S n)) k
    = sum_f_R0 (fun m => sum_f_R0 (u m) n + u m (S n)) k).
  { induction k as [|k IHk]; cbn [sum_f_R0]; [reflexivity|]. rewrite <- IHk. ring. }
  rewrite <- (E n).
  assert (Z : sum_f_R0 (u (S n)) n = 0).
  { assert (Z' : forall k, (k <= n)%nat -> sum_f_R0 (u (S n)) k = 0).
    { induction k as [|k IHk]; intros Hk; cbn [sum_f_R0]; [apply Hzero; lia|].
      rewrite IHk, Hzero by lia. ring. }
    now apply Z'. }
  rewrite Z. ring.
Qed.

Lemma heads_small m e : 0 < e -> exists N, forall n, (N <= n)%nat ->
  sum_f_R0 (fun m => A m - sum_f_R0 (U m) n) m < e.
Proof.
  assert (T : forall m e, 0 < e -> exists N, forall n, (N <= n)%nat -> A m - sum_f_R0 (U m) n < e).
  { intros k e' He. assert (H := HU k). apply is_series_Reals in H. destruct (H e' He) as [N HN].
    exists N. intros n Hn. specialize (HN n Hn). unfold R_dist in HN. apply Rabs_def2 in HN. lra. }
  revert e. induction m as [|m IH]; intros e He; [exact (T 0%nat e He)|].
  destruct (IH (e / 2) ltac:(lra)) as [N1 H1]. destruct (T (S m) (e / 2) ltac:(lra)) as [N2 H2].
  exists (N1 + N2)%nat. intros n Hn. cbn [sum_f_R0].
  specialize (H1 n ltac:(lia)). specialize (H2 n ltac:(lia)). lra.
Qed.

(** The sum over [m], then over [n], is the sum over [n], then over [m <= n]. *)
Theorem triangular_series : is_series column (Series V).
Proof.
  apply is_series_Reals. intros e He.
  assert (HSV := Series_correct _ ex_series_V). apply is_series_Reals in HSV.
  destruct (HSV (e / 3) ltac:(lra)) as [N1 H1].
  assert (HSA := Series_correct _ HA). apply is_series_Reals in HSA.
  destruct (HSA (e / 3) ltac:(lra)) as [M HM].
  destruct (heads_small M (e / 3) ltac:(lra)) as [N2 H2].
  exists (N1 + N2 + M)%nat. intros n Hn. unfold R_dist in *. rewrite columns.
  specialize (H1 n ltac:(lia)). specialize (H2 n ltac:(lia)). specialize (HM M ltac:(lia)).
  assert (B : Rabs (sum_f_R0 (fun m => sum_f_R0 (u m) n) n - sum_f_R0 V n)
    <= sum_f_R0 (fun m => A m - sum_f_R0 (U m) n) n).
  { assert (G : forall k, Rabs (sum_f_R0 (fun m => sum_f_R0 (u m) n) k - sum_f_R0 V k)
      <= sum_f_R0 (fun m => A m - sum_f_R0 (U m) n) k).
    { induction k as [|k IHk]; cbn [sum_f_R0]; [apply tail_m|].
      replace (sum_f_R0 (fun m => sum_f_R0 (u m) n) k + sum_f_R0 (u (S k)) n - (sum_f_R0 V k + V (S k)))
        with ((sum_f_R0 (fun m => sum_f_R0 (u m) n) k - sum_f_R0 V k) + (sum_f_R0 (u (S k)) n - V (S k)))
        by ring.
      apply Rle_trans with (1 := Rabs_triang _ _). assert (B := tail_m (S k) n). lra. }
    apply G. }
  assert (C : sum_f_R0 (fun m => A m - sum_f_R0 (U m) n) n
    <= sum_f_R0 (fun m => A m - sum_f_R0 (U m) n) M + (sum_f_R0 A n - sum_f_R0 A M)).
  { assert (G : forall j, sum_f_R0 (fun m => A m - sum_f_R0 (U m) n) (M + j)
      <= sum_f_R0 (fun m => A m - sum_f_R0 (U m) n) M + (sum_f_R0 A (M + j) - sum_f_R0 A M)).
    { induction j as [|j IHj]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r. cbn [sum_f_R0].
      assert (P : 0 <= sum_f_R0 (U (S (M + j))) n) by (apply cond_pos_sum; intros; apply U_ge0). lra. }
    specialize (G (n - M)%nat). replace (M + (n - M))%nat with n in G by lia. exact G. }
  assert (D : sum_f_R0 A n <= Series A)
    by (apply partial_le; [apply A_ge0|now apply Series_correct]).
  apply Rabs_def2 in HM. replace (sum_f_R0 (fun m => sum_f_R0 (u m) n) n - Series V)
    with ((sum_f_R0 (fun m => sum_f_R0 (u m) n) n - sum_f_R0 V n) + (sum_f_R0 V n - Series V)) by ring.
  apply Rle_lt_trans with (1 := Rabs_triang _ _). lra.
Qed.

End Triangular.

(** ** Composition *)

Lemma is_series_first (F : nat -> R) : (forall n, F (S n) = 0) -> is_series F (F O).
Proof.
  intros H. apply is_series_decr_1. evar_last; [exact (is_series_zero _ H)|].
  unfold plus, opp; simpl. ring.
Qed.

Lemma is_series_sum k (G : nat -> nat -> R) (L : nat -> R) : (forall j, (j < k)%nat -> is_series (G j) (L j)) ->
  is_series (fun n => \sum_(j < k) G j n) (\sum_(j < k) L j).
Proof.
  induction k as [|k IH]; intros H; cbn [sum]; [now apply is_series_zero|].
  apply @is_series_plus; [apply IH; auto|apply H; auto].
Qed.

Lemma is_series_abs_le (a b : nat -> R) l m : (forall n, Rabs (a n) <= b n) -> is_series a l -> is_series b m ->
  Rabs l <= m.
Proof.
  intros H Ha Hb. exact (V_le (fun _ => a) (fun _ => b) (fun _ => l) (fun _ => m) (fun _ => H)
    (fun _ => Hb) (fun _ => Ha) 0%nat).
Qed.

Lemma convolution_short a b w : (forall v, (length v <= length w)%nat -> b v = 0) -> convolution a b w = 0.
Proof.
  revert a. induction w as [|i w IH]; intros a H; cbn [convolution]; [rewrite H by auto; ring|].
  rewrite H by auto. rewrite IH; [ring|]. intros v Hv. apply H. simpl. lia.
Qed.

Lemma hom_sum_f d n N (A : nat -> list nat -> R) h :
  homogeneous d n (fun w => sum_f_R0 (fun m => A m w) N) h = sum_f_R0 (fun m => homogeneous d n (A m) h) N.
Proof.
  induction N as [|N IH]; cbn [sum_f_R0]; [reflexivity|]. now rewrite hom_plus, IH.
Qed.

Lemma hom_le_variables d n : forall a h R, (forall w, 0 <= a w) -> (forall i, (i < d)%nat -> 0 <= h i <= R) ->
  0 <= homogeneous d n a h <= homogeneous d n a (fun _ => R).
Proof.
  induction n as [|n IH]; intros a h R Ha Hh; [split; [apply Ha|apply Rle_refl]|]. cbn [homogeneous].
  assert (K : forall i, (i < d)%nat -> 0 <= homogeneous d n (fun w => a (i :: w)) h
    <= homogeneous d n (fun w => a (i :: w)) (fun _ => R)) by (intros; apply IH; auto).
  split.
  - apply sum_ge0. intros i Hi. apply Rmult_le_pos; [now apply Hh|now apply K].
  - apply sum_le. intros i Hi. apply Rmult_le_compat; try apply Hh; try apply K; assumption.
Qed.

Section Composition.

Variables d k : nat.

(** [c j]: the coefficients of the [j]-th inner function, without its constant term. *)
Variable c : nat -> list nat -> R.
Hypothesis Hc : forall j, c j [] = 0.

(** The coefficients of the terms of degree [m] of the outer function. *)
Fixpoint composed (m : nat) (b : list nat -> R) (w : list nat) : R :=
  match m with
  | O => match w with [] => b [] | _ => 0 end
  | S m => \sum_(j < k) convolution (c j) (composed m (fun v => b (j :: v))) w
  end.

Lemma composed_short m : forall b w, (length w < m)%nat -> composed m b w = 0.
Proof.
  induction m as [|m IH]; intros b w Hw; [lia|]. cbn [composed].
  rewrite (sum_ext k _ (fun _ => 0)); [apply sum_zero|]. intros j _.
  destruct w as [|i w]; cbn [convolution]; rewrite Hc; [ring|]. simpl in Hw.
  rewrite convolution_short; [ring|]. intros v Hv. apply IH. lia.
Qed.

Variables (r : R) (h : vec) (F : vec).
Hypothesis Hr : 0 <= r.
Hypothesis Hh : forall i, (i < d)%nat -> Rabs (h i) <= r.
Hypothesis Hsum : forall j, (j < k)%nat -> summable d r (c j).
Hypothesis HF : forall j, (j < k)%nat -> is_series (fun n => homogeneous d n (c j) h) (F j).

Lemma composed_correct m : forall b, summable d r (composed m b) /\
  size d r (composed m b) <= homogeneous k m (absolute b) (fun j => size d r (c j)) /\
  is_series (fun n => homogeneous d n (composed m b) h) (homogeneous k m b F).
Proof.
  induction m as [|m IH]; intros b.
  - assert (Z : forall n, homogeneous d (S n) (absolute (composed 0 b)) (fun _ => r) = 0).
    { intros n. rewrite (hom_ext_length d (S n) _ (fun _ => 0)); [apply hom_zero|].
      intros [|i w] Hw; [discriminate|]. unfold absolute. cbn [composed]. apply Rabs_R0. }
    assert (K := is_series_first (fun n => homogeneous d n (absolute (composed 0 b)) (fun _ => r)) Z).
    repeat split; [now eexists; exact K| |].
    + unfold size. rewrite (is_series_unique _ _ K). cbn [homogeneous]. apply Rle_refl.
    + apply (is_series_first (fun n => homogeneous d n (composed 0 b) h)). intros n.
      rewrite (hom_ext_length d (S n) _ (fun _ => 0)); [apply hom_zero|].
      intros [|i w] Hw; [discriminate|reflexivity].
  - assert (C : forall j, (j < k)%nat ->
      summable d r (convolution (c j) (composed m (fun v => b (j :: v)))) /\
      size d r (convolution (c j) (composed m (fun v => b (j :: v))))
      <= size d r (c j) * homogeneous k m (absolute (fun v => b (j :: v))) (fun j => size d r (c j))).
    { intros j Hj. destruct (IH (fun v => b (j :: v))) as [H1 [H2 _]].
      destruct (summable_convolution d r _ _ Hr (Hsum j Hj) H1) as [H3 H4]. split; [exact H3|].
      apply Rle_trans with (1 := H4). apply Rmult_le_compat_l; [|exact H2]. now apply size_ge0, Hsum. }
    destruct (summable_sum d r k (fun j => convolution (c j) (composed m (fun v => b (j :: v)))) Hr)
      as [S1 S2]; [intros j Hj; now apply C|].
    split; [exact S1|]. split.
    + apply Rle_trans with (1 := S2). cbn [homogeneous]. apply sum_le. intros j Hj. now apply C.
    + cbn [homogeneous].
      apply (is_series_ext (fun n => \sum_(j < k)
        homogeneous d n (convolution (c j) (composed m (fun v => b (j :: v)))) h)).
      { intros n. symmetry.
        apply (hom_sum d n k (fun j => convolution (c j) (composed m (fun v => b (j :: v))))). }
      apply (is_series_sum k (fun j n =>
        homogeneous d n (convolution (c j) (composed m (fun v => b (j :: v)))) h)
        (fun j => F j * homogeneous k m (fun v => b (j :: v)) F)).
      intros j Hj. destruct (IH (fun v => b (j :: v))) as [H1 [_ H2]].
      apply (is_series_ext (fun n => sum_f_R0 (fun l => homogeneous d l (c j) h
        * homogeneous d (n - l) (composed m (fun v => b (j :: v))) h) n)).
      { intros n. symmetry. apply hom_convolution. }
      apply (is_series_mult (fun l => homogeneous d l (c j) h)
        (fun l => homogeneous d l (composed m (fun v => b (j :: v))) h)); [now apply HF|exact H2| |].
      * now apply (is_series_hom_abs d r), Hsum.
      * now apply (is_series_hom_abs d r).
Qed.

(** All coefficients of the composition. *)
Definition composition (b : list nat -> R) (w : list nat) : R :=
  sum_f_R0 (fun m => composed m b w) (length w).

Lemma hom_composition n b x :
  homogeneous d n (composition b) x = sum_f_R0 (fun m => homogeneous d n (composed m b) x) n.
Proof.
  rewrite <- hom_sum_f. apply hom_ext_length. intros w Hw. unfold composition. now rewrite Hw.
Qed.

Lemma composition_correct b R : summable k R b -> (forall j, (j < k)%nat -> size d r (c j) <= R) ->
  summable d r (composition b) /\
  forall l, is_series (fun m => homogeneous k m b F) l ->
    is_series (fun n => homogeneous d n (composition b) h) l.
Proof.
  intros Hb HR.
  set (U := fun m n => homogeneous d n (absolute (composed m b)) (fun _ => r)).
  set (A := fun m => size d r (composed m b)).
  assert (HU : forall m, is_series (U m) (A m)).
  { intros m. apply Series_correct. apply (composed_correct m b). }
  assert (HA : ex_series A).
  { apply (ex_series_le (K := R_AbsRing) (V := R_CompleteNormedModule) _ _) with (2 := Hb). intros m.
    change (norm ?x) with (Rabs x). destruct (composed_correct m b) as [H1 [H2 _]].
    rewrite Rabs_pos_eq by now apply size_ge0. apply Rle_trans with (1 := H2).
    apply hom_le_variables; [intros; apply Rabs_pos|]. intros j Hj.
    split; [now apply size_ge0, Hsum|now apply HR]. }
  assert (HUa : forall m n, Rabs (U m n) <= U m n).
  { intros m n. rewrite Rabs_pos_eq; [lra|]. now apply hom_absolute_ge0. }
  assert (HUz : forall m n, (n < m)%nat -> U m n = 0).
  { intros m n Hn. unfold U. rewrite (hom_ext_length d n _ (fun _ => 0)); [apply hom_zero|].
    intros w Hw. unfold absolute. rewrite composed_short by lia. apply Rabs_R0. }
  split.
  - assert (T := triangular_series U U A A HUa HUz HU HA HU).
    apply (summable_le d r (composition b) (fun w => sum_f_R0 (fun m => absolute (composed m b) w) (length w)) Hr).
    + intros w. unfold composition. generalize (length w). intros N. induction N as [|N IHN]; cbn [sum_f_R0].
      * apply Rle_refl.
      * apply Rle_trans with (1 := Rabs_triang _ _). unfold absolute in *. lra.
    + eexists. refine (is_series_ext _ _ _ _ T). intros n. unfold U. rewrite <- hom_sum_f.
      apply hom_ext_length. intros w Hw. now rewrite Hw.
  - intros l Hl.
    assert (T := triangular_series (fun m n => homogeneous d n (composed m b) h) U
      (fun m => homogeneous k m b F) A).
    rewrite (is_series_unique _ _ Hl) in T.
    apply (is_series_ext (fun n => sum_f_R0 (fun m => homogeneous d n (composed m b) h) n)).
    { intros n. symmetry. apply hom_composition. }
    apply T; [| |exact HU|exact HA|intros m; apply (composed_correct m b)].
    + intros m n. now apply hom_abs.
    + intros m n Hn. rewrite (hom_ext_length d n _ (fun _ => 0)); [apply hom_zero|].
      intros w Hw. apply composed_short. lia.
Qed.

End Composition.

(** A positive number below finitely many. *)
Lemma common_bound k (Q : nat -> R -> Prop) :
  (forall j, (j < k)%nat -> exists r, 0 < r /\ forall r', 0 < r' <= r -> Q j r') ->
  exists r, 0 < r /\ forall j, (j < k)%nat -> Q j r.
Proof.
  intros H. enough (K : forall k', (k' <= k)%nat ->
    exists r, 0 < r /\ forall r', 0 < r' <= r -> forall j, (j < k')%nat -> Q j r').
  { destruct (K k (le_n _)) as [r [Hr Hq]]. exists r. split; [exact Hr|]. apply Hq. lra. }
  induction k' as [|k' IH]; intros Hk; [exists 1; split; [lra|lia]|].
  destruct IH as [r1 [H1 K1]]; [lia|]. destruct (H k' ltac:(lia)) as [r2 [H2 K2]].
  exists (Rmin r1 r2). split; [now apply Rmin_glb_lt|]. intros r' Hr' j Hj.
  assert (L1 := Rmin_l r1 r2). assert (L2 := Rmin_r r1 r2).
  destruct (Nat.eq_dec j k') as [->|]; [apply K2; lra|apply K1; [lra|lia]].
Qed.

Lemma power_series_smaller d f s a r r' : 0 < r' <= r -> power_series_at d f s a r ->
  power_series_at d f s a r'.
Proof.
  intros Hr [H1 H2]. split; [apply (summable_smaller d r r' a); [lra|lra|exact H1]|].
  intros h Hh. apply H2. intros i Hi. apply Rle_trans with (1 := Hh i Hi). lra.
Qed.

Lemma power_series_value d f s a r : 0 < r -> power_series_at d f s a r ->
  a [] = f (fun i => s i + 0).
Proof.
  intros Hr [_ H]. specialize (H (fun _ => 0)).
  rewrite <- (is_series_unique _ _ (H ltac:(intros; cbv beta; rewrite Rabs_R0; lra))). symmetry.
  apply is_series_unique. apply (is_series_first (fun n => homogeneous d n a (fun _ => 0))). intros n.
  cbn [homogeneous]. rewrite (sum_ext d _ (fun _ => 0)); [apply sum_zero|]. intros; ring.
Qed.

(** A composition of analytic functions is analytic. *)
Theorem analytic_composition d k (G : vec -> R) (f : nat -> vec -> R) s :
  (forall j, (j < k)%nat -> analytic_at d (f j) s) -> analytic_at k G (fun j => f j s) ->
  analytic_at d (fun x => G (fun j => f j x)) s.
Proof.
  intros Hf [b [rho [HR [Hb HG]]]].
  assert (E0 : (fun i => s i + 0) = s)
    by (apply FunctionalExtensionality.functional_extensionality; intros; ring).
  (* coefficients of the inner functions *)
  assert (Ha : exists a : nat -> list nat -> R, forall j, (j < k)%nat ->
    exists r, 0 < r /\ power_series_at d (f j) s (a j) r).
  { clear HG. induction k as [|k' IH] in Hf |- *; [exists (fun _ _ => 0); lia|].
    destruct IH as [a Ha]; [auto|]. destruct (Hf k' (le_n _)) as [a' Ha'].
    exists (fun j => if Nat.eqb j k' then a' else a j). intros j Hj.
    destruct (Nat.eqb_spec j k') as [->|]; [exact Ha'|apply Ha; lia]. }
  destruct Ha as [a Ha]. set (c := fun j => without_constant (a j)).
  destruct (common_bound k (fun j r => power_series_at d (f j) s (a j) r /\ summable d r (c j)
    /\ size d r (c j) <= rho)) as [r [Hr Hall]].
  { intros j Hj. destruct (Ha j Hj) as [r [Hr Hp]].
    assert (Hs : 0 <= size d r (a j)) by (apply size_ge0; [lra|apply Hp]).
    exists (Rmin 1 (rho / (size d r (a j) + 1)) * r).
    assert (Hq : 0 < rho / (size d r (a j) + 1)) by (apply Rdiv_lt_0_compat; lra).
    assert (Hm : 0 < Rmin 1 (rho / (size d r (a j) + 1))) by (apply Rmin_glb_lt; lra).
    assert (L1 := Rmin_l 1 (rho / (size d r (a j) + 1))). assert (L2 := Rmin_r 1 (rho / (size d r (a j) + 1))).
    split; [now apply Rmult_lt_0_compat|]. intros r' Hr'.
    assert (Ht : 0 < r' / r <= Rmin 1 (rho / (size d r (a j) + 1))).
    { split; [apply Rdiv_lt_0_compat; lra|]. apply (Rmult_le_reg_r r); [lra|].
      unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l; lra. }
    assert (Er : r' = r' / r * r) by (field; lra).
    destruct (size_small d r (r' / r) (a j) Hr ltac:(lra) (proj1 Hp)) as [S1 S2]. rewrite <- Er in S1, S2.
    split; [|split; [exact S1|]].
    - apply (power_series_smaller d (f j) s (a j) r r'); [|exact Hp]. split; [lra|]. rewrite Er. nra.
    - apply Rle_trans with (1 := S2).
      apply Rle_trans with (rho / (size d r (a j) + 1) * size d r (a j)); [apply Rmult_le_compat_r; lra|].
      apply Rle_trans with (rho / (size d r (a j) + 1) * (size d r (a j) + 1));
        [apply Rmult_le_compat_l; lra|]. right. field. lra. }
  assert (Hc : forall j, c j [] = 0) by reflexivity.
  exists (composition k c b), r. split; [exact Hr|].
  assert (HFs : forall h, (forall i, (i < d)%nat -> Rabs (h i) <= r) -> forall j, (j < k)%nat ->
    is_series (fun n => homogeneous d n (c j) h) (f j (fun i => s i + h i) - f j s)).
  { intros h Hh j Hj. destruct (Hall j Hj) as [Hp [_ _]].
    assert (V := power_series_value d (f j) s (a j) r Hr Hp). rewrite E0 in V.
    destruct Hp as [_ Hp]. specialize (Hp h Hh).
    apply is_series_decr_1.
    apply (is_series_ext (fun n => homogeneous d (S n) (a j) h)).
    { intros n. apply hom_ext_length. intros [|i w] Hw; [discriminate|reflexivity]. }
    apply (is_series_incr_1 (fun n => homogeneous d n (a j) h)).
    change (homogeneous d 0 (c j) h) with 0.
    evar_last; [exact Hp|]. change (homogeneous d 0 (a j) h) with (a j []). rewrite V.
    unfold plus, opp; simpl. ring. }
  assert (Hsum : forall j, (j < k)%nat -> summable d r (c j)) by (intros j Hj; apply (Hall j Hj)).
  assert (Hsize : forall j, (j < k)%nat -> size d r (c j) <= rho) by (intros j Hj; apply (Hall j Hj)).
  split.
  - apply (composition_correct d k c Hc r (fun _ => 0) (fun j => f j (fun i => s i + 0) - f j s)
      (Rlt_le _ _ Hr)) with (R := rho); auto; [intros; cbv beta; rewrite Rabs_R0; lra|].
    apply HFs. intros; cbv beta; rewrite Rabs_R0; lra.
  - intros h Hh.
    apply (composition_correct d k c Hc r h (fun j => f j (fun i => s i + h i) - f j s)
      (Rlt_le _ _ Hr) Hh Hsum (HFs h Hh) b rho Hb Hsize).
    assert (HFR : forall j, (j < k)%nat -> Rabs (f j (fun i => s i + h i) - f j s) <= rho).
    { intros j Hj. apply Rle_trans with (2 := Hsize j Hj).
      apply (is_series_abs_le (fun n => homogeneous d n (c j) h)
        (fun n => homogeneous d n (absolute (c j)) (fun _ => r))).
      - intros n. now apply hom_abs.
      - now apply HFs.
      - apply Series_correct. now apply Hsum. }
    assert (K := HG _ HFR). cbv beta in K.
    replace (fun j => f j s + (f j (fun i => s i + h i) - f j s)) with (fun j => f j (fun i => s i + h i)) in K.
    + exact K.
    + apply FunctionalExtensionality.functional_extensionality. intros j. ring.
Qed.

(** ** Sums, products, constants, variables *)

Lemma power_series_common d f g s a b r1 r2 : 0 < r1 -> 0 < r2 -> power_series_at d f s a r1 ->
  power_series_at d g s b r2 ->
  exists r, 0 < r /\ power_series_at d f s a r /\ power_series_at d g s b r.
Proof.
  intros H1 H2 Ha Hb. assert (Hm := Rmin_glb_lt _ _ _ H1 H2). exists (Rmin r1 r2). split; [exact Hm|].
  split; [apply (power_series_smaller d f s a r1)|apply (power_series_smaller d g s b r2)]; try assumption;
    split; try exact Hm; [apply Rmin_l|apply Rmin_r].
Qed.

Lemma analytic_plus d f g s : analytic_at d f s -> analytic_at d g s -> analytic_at d (fun x => f x + g x) s.
Proof.
  intros [a [r1 [H1 Ha]]] [b [r2 [H2 Hb]]].
  destruct (power_series_common d f g s a b r1 r2 H1 H2 Ha Hb) as [r [Hr [[Sa Fa] [Sb Fb]]]].
  exists (fun w => a w + b w), r. split; [exact Hr|].
  split; [now apply (summable_plus d r a b (Rlt_le _ _ Hr))|].
  intros h Hh. apply (is_series_ext (fun n => plus (homogeneous d n a h) (homogeneous d n b h))).
  { intros n. now rewrite hom_plus. }
  apply @is_series_plus; [now apply Fa|now apply Fb].
Qed.

Lemma analytic_mult d f g s : analytic_at d f s -> analytic_at d g s -> analytic_at d (fun x => f x * g x) s.
Proof.
  intros [a [r1 [H1 Ha]]] [b [r2 [H2 Hb]]].
  destruct (power_series_common d f g s a b r1 r2 H1 H2 Ha Hb) as [r [Hr [[Sa Fa] [Sb Fb]]]].
  exists (convolution a b), r. split; [exact Hr|].
  split; [now apply (summable_convolution d r a b (Rlt_le _ _ Hr))|].
  intros h Hh. apply (is_series_ext (fun n => sum_f_R0 (fun k => homogeneous d k a h * homogeneous d (n - k) b h) n)).
  { intros n. now rewrite hom_convolution. }
  apply (is_series_mult (fun l => homogeneous d l a h) (fun l => homogeneous d l b h));
    [now apply Fa|now apply Fb|now apply (is_series_hom_abs d r)|now apply (is_series_hom_abs d r)].
Qed.

Lemma analytic_const d x s : analytic_at d (fun _ => x) s.
Proof.
  set (a := fun w : list nat => match w with [] => x | _ => 0 end). exists a, 1. split; [lra|].
  assert (Z : forall n b h, (forall w, w <> [] -> b w = 0) -> homogeneous d (S n) b h = 0).
  { intros n b h Hb. rewrite (hom_ext_length d (S n) b (fun _ => 0)); [apply hom_zero|].
    intros [|i w] Hw; [discriminate|]. now apply Hb. }
  split.
  - exists (Rabs x). apply (is_series_first (fun n => homogeneous d n (absolute a) (fun _ => 1))). intros n.
    apply Z. intros [|i w] Hw; [easy|]. apply Rabs_R0.
  - intros h _. apply (is_series_first (fun n => homogeneous d n a h)). intros n. apply Z. now intros [|i w].
Qed.

Lemma is_series_two (F : nat -> R) : (forall n, F (S (S n)) = 0) -> is_series F (F O + F 1%nat).
Proof.
  intros H. apply is_series_decr_1. evar_last; [exact (is_series_first (fun n => F (S n)) H)|].
  unfold plus, opp; simpl. ring.
Qed.

Lemma analytic_coordinate d i s : (i < d)%nat -> analytic_at d (fun x => x i) s.
Proof.
  intros Hi.
  set (a := fun w : list nat => match w with [] => s i | [j] => if Nat.eqb j i then 1 else 0 | _ => 0 end).
  exists a, 1. split; [lra|].
  assert (Z : forall n b h, (forall w, (2 <= length w)%nat -> b w = 0) -> homogeneous d (S (S n)) b h = 0).
  { intros n b h Hb. rewrite (hom_ext_length d (S (S n)) b (fun _ => 0)); [apply hom_zero|].
    intros w Hw. apply Hb. lia. }
  assert (Za : forall w, (2 <= length w)%nat -> a w = 0)
    by (intros [|j [|l w]] Hw; simpl in Hw; try lia; reflexivity).
  split.
  - eexists. apply (is_series_two (fun n => homogeneous d n (absolute a) (fun _ => 1))). intros n. apply Z.
    intros w Hw. unfold absolute. rewrite Za by exact Hw. apply Rabs_R0.
  - intros h _. evar_last.
    + apply (is_series_two (fun n => homogeneous d n a h)). intros n. now apply Z.
    + cbn [homogeneous]. unfold a at 1. f_equal. rewrite (sum_single d i _ Hi).
      * unfold a. rewrite Nat.eqb_refl. ring.
      * intros j _ Hj. unfold a. apply Nat.eqb_neq in Hj. rewrite Hj. ring.
Qed.

Lemma analytic_sum d n (f : nat -> vec -> R) s : (forall i, (i < n)%nat -> analytic_at d (f i) s) ->
  analytic_at d (fun x => \sum_(i < n) f i x) s.
Proof.
  induction n as [|n IH]; intros H; cbn [sum]; [apply analytic_const|].
  apply (analytic_plus d (fun x => \sum_(i < n) f i x)); [apply IH; auto|apply H; auto].
Qed.

Lemma analytic_scal d k f s : analytic_at d f s -> analytic_at d (fun x => k * f x) s.
Proof. intros H. apply (analytic_mult d (fun _ => k)); [apply analytic_const|exact H]. Qed.

Lemma analytic_opp d f s : analytic_at d f s -> analytic_at d (fun x => - f x) s.
Proof.
  intros H. assert (E : (fun x => - f x) = (fun x => -1 * f x))
    by (apply FunctionalExtensionality.functional_extensionality; intros; ring).
  rewrite E. now apply analytic_scal.
Qed.

Lemma analytic_minus d f g s : analytic_at d f s -> analytic_at d g s -> analytic_at d (fun x => f x - g x) s.
Proof. intros Hf Hg. apply (analytic_plus d f (fun x => - g x)); [exact Hf|now apply analytic_opp]. Qed.

(** What is equal nearby. *)
Lemma analytic_near d f g s r : 0 < r -> (forall h, (forall i, (i < d)%nat -> Rabs (h i) <= r) ->
    f (fun i => s i + h i) = g (fun i => s i + h i)) -> analytic_at d f s -> analytic_at d g s.
Proof.
  intros Hr E [a [r' [Hr' Ha]]]. assert (Hm := Rmin_glb_lt _ _ _ Hr Hr').
  exists a, (Rmin r r'). split; [exact Hm|].
  destruct (power_series_smaller d f s a r' (Rmin r r')) as [H1 H2]; [split; [exact Hm|apply Rmin_r]|exact Ha|].
  split; [exact H1|]. intros h Hh. rewrite <- E; [now apply H2|]. intros i Hi.
  apply Rle_trans with (1 := Hh i Hi). apply Rmin_l.
Qed.

(** ** Functions of one variable *)

Definition analytic_1 (f : R -> R) (x : R) : Prop := exists (p : nat -> R) r, 0 < r /\
  ex_series (fun n => Rabs (p n) * r^n) /\
  forall t, Rabs t <= r -> is_series (fun n => p n * t^n) (f (x + t)).

Lemma analytic_unary f s : analytic_1 f (s O) -> analytic_at 1 (fun v => f (v O)) s.
Proof.
  intros [p [r [Hr [Hp Hf]]]]. exists (fun w => p (length w)), r. split; [exact Hr|].
  assert (E : forall n q h, homogeneous 1 n (fun w => q (length w)) h = q n * (h O)^n).
  { induction n as [|n IH]; intros q h; [simpl; ring|].
    transitivity (0 + h O * homogeneous 1 n (fun w => q (S (length w))) h); [reflexivity|].
    rewrite (IH (fun l => q (S l)) h). simpl. ring. }
  split.
  - apply (ex_series_ext (fun n => Rabs (p n) * r^n)); [|exact Hp]. intros n.
    rewrite <- (E n (fun l => Rabs (p l)) (fun _ => r)). reflexivity.
  - intros h Hh. apply (is_series_ext (fun n => p n * (h O)^n)); [intros; now rewrite E|]. apply Hf, Hh. lia.
Qed.

Lemma analytic_apply d f u s : analytic_1 f (u s) -> analytic_at d u s -> analytic_at d (fun x => f (u x)) s.
Proof.
  intros Hf Hu. apply (analytic_composition d 1 (fun v => f (v O)) (fun _ => u)); [auto|].
  now apply analytic_unary.
Qed.

Lemma analytic_exp x : analytic_1 exp x.
Proof.
  exists (fun n => exp x * / INR (fact n)), 1. split; [lra|].
  assert (K : forall t, is_series (fun n => exp x * / INR (fact n) * t^n) (exp (x + t))).
  { intros t. rewrite exp_plus. assert (H := is_exp_Reals t). apply is_pseries_R in H.
    apply (is_series_ext (fun n => scal (exp x) (/ INR (fact n) * t^n))).
    - intros n. unfold scal; simpl; unfold mult; simpl. ring.
    - exact (is_series_scal_l (exp x) _ _ H). }
  split; [|intros t _; apply K]. exists (exp (x + 1)).
  apply (is_series_ext (fun n => exp x * / INR (fact n) * 1^n)); [|exact (K 1)]. intros n.
  rewrite Rabs_pos_eq; [reflexivity|].
  apply Rlt_le, Rmult_lt_0_compat; [apply exp_pos|apply Rinv_0_lt_compat, INR_fact_lt_0].
Qed.

Lemma geometric x t : x <> 0 -> Rabs t < Rabs x -> is_series (fun n => / x * (- / x)^n * t^n) (/ (x + t)).
Proof.
  intros Hx Ht. assert (Hq : Rabs (- t / x) < 1).
  { unfold Rdiv. rewrite Rabs_mult, Rabs_Ropp, Rabs_inv.
    assert (0 < Rabs x) by now apply Rabs_pos_lt.
    apply (Rmult_lt_reg_r (Rabs x)); [assumption|]. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (Hxt : x + t <> 0).
  { intros E. replace t with (- x) in Ht by lra. rewrite Rabs_Ropp in Ht. lra. }
  assert (H := is_series_scal_l (/ x) _ _ (is_series_geom _ Hq)).
  evar_last; [apply (is_series_ext (fun n => scal (/ x) ((- t / x)^n)))|].
  - intros n. unfold scal; simpl; unfold mult; simpl. rewrite Rmult_assoc. f_equal.
    rewrite <- Rpow_mult_distr. f_equal. field. exact Hx.
  - exact H.
  - unfold scal; simpl; unfold mult; simpl. field. repeat split; try exact Hx; intros K; apply Hxt; lra.
Qed.

Lemma analytic_inv x : x <> 0 -> analytic_1 Rinv x.
Proof.
  intros Hx. assert (Hp : 0 < Rabs x) by now apply Rabs_pos_lt.
  exists (fun n => / x * (- / x)^n), (Rabs x / 2). split; [lra|]. split.
  - eexists. apply (is_series_ext (fun n => scal (/ Rabs x) ((1/2)^n))).
    + intros n. unfold scal; simpl; unfold mult; simpl. rewrite Rabs_mult, <- RPow_abs, Rabs_Ropp, !Rabs_inv.
      rewrite Rmult_assoc, <- Rpow_mult_distr. do 2 f_equal. field. lra.
    + apply (is_series_scal_l (/ Rabs x) (fun n => (1/2)^n)), is_series_geom.
      rewrite Rabs_pos_eq; lra.
  - intros t Ht. apply geometric; [exact Hx|]. lra.
Qed.

Lemma analytic_ln x : 0 < x -> analytic_1 ln x.
Proof.
  intros Hx. set (q := fun n => / x * (- / x)^n).
  set (p := fun n => match n with O => ln x | S n => q n / INR (S n) end).
  assert (Hi := Rinv_0_lt_compat x Hx).
  assert (Hb : forall n, Rabs (p (S n)) <= (/ x)^S n).
  { intros n. unfold p, q, Rdiv. rewrite !Rabs_mult, <- RPow_abs, Rabs_Ropp, (Rabs_pos_eq (/ x)) by lra.
    rewrite <- (Rmult_1_r ((/ x)^S n)). cbn [pow]. apply Rmult_le_compat_l.
    - apply Rmult_le_pos; [lra|apply pow_le; lra].
    - assert (1 <= INR (S n)) by (rewrite S_INR; generalize (pos_INR n); lra).
      rewrite Rabs_pos_eq by (apply Rlt_le, Rinv_0_lt_compat; lra). rewrite <- Rinv_1.
      apply Rinv_le_contravar; lra. }
  assert (Hg : forall c, 0 <= c < 1 -> forall n, Rabs (p (S n)) * (c * x)^S n <= c^S n).
  { intros c Hc n. apply Rle_trans with ((/ x)^S n * (c * x)^S n).
    - apply Rmult_le_compat_r; [apply pow_le; nra|apply Hb].
    - rewrite <- Rpow_mult_distr. right. f_equal. field. lra. }
  assert (Hr : forall t, Rabs t < x -> Rbar_lt (Finite (Rabs t)) (CV_radius p)).
  { intros t Ht. set (c := (Rabs t / x + 1) / 2).
    assert (Ht0 := Rabs_pos t).
    assert (Hd : 0 <= Rabs t / x < 1).
    { split; [apply Rmult_le_pos; lra|]. apply (Rmult_lt_reg_r x); [lra|]. unfold Rdiv.
      rewrite Rmult_assoc, Rinv_l; lra. }
    assert (Hc : 0 <= c < 1) by (unfold c; lra).
    assert (Htc : Rabs t < c * x).
    { unfold c. apply Rle_lt_trans with (Rabs t / x * x); [right; field; lra|].
      apply Rmult_lt_compat_r; lra. }
    apply Rbar_lt_le_trans with (Finite (c * x)); [exact Htc|].
    destruct (Rbar_lt_le_dec (CV_radius p) (Finite (c * x))) as [H|H]; [exfalso|exact H].
    rewrite <- (Rabs_pos_eq (c * x)) in H by nra. apply CV_disk_outside in H. apply H.
    apply is_lim_seq_abs_0. apply is_lim_seq_incr_1.
    apply (is_lim_seq_le_le (fun _ => 0) _ (fun n => c^S n)).
    - intros n. split; [apply Rabs_pos|]. rewrite Rabs_mult, <- RPow_abs, (Rabs_pos_eq (c * x)) by nra.
      now apply Hg.
    - apply is_lim_seq_const.
    - apply (is_lim_seq_incr_1 (fun n => c^n)). apply is_lim_seq_geom. rewrite Rabs_pos_eq; lra. }
  assert (Hderive : forall t, Rabs t < x -> is_derive (PSeries p) t (/ (x + t))).
  { intros t Ht. evar_last; [now apply is_derive_PSeries, Hr|].
    apply is_series_unique. apply (is_series_ext (fun n => q n * t^n)).
    - intros n. unfold PS_derive, p. match goal with |- ?u = ?v => change (@eq R u v) end.
      field. apply not_0_INR. lia.
    - apply geometric; [lra|]. now rewrite (Rabs_pos_eq x) by lra. }
  exists p, (x / 2). split; [lra|]. split.
  - apply ex_series_incr_1.
    apply (ex_series_le (K := R_AbsRing) (V := R_CompleteNormedModule) _ (fun n => (1/2)^S n)).
    + intros n. change (norm ?y) with (Rabs y). rewrite Rabs_pos_eq.
      * replace (x / 2) with (1/2 * x) by field. apply Hg. lra.
      * apply Rmult_le_pos; [apply Rabs_pos|apply pow_le; lra].
    + apply (ex_series_incr_1 (fun n => (1/2)^n)). eexists. apply is_series_geom. rewrite Rabs_pos_eq; lra.
  - intros t Ht.
    assert (E : ln (x + t) = PSeries p t).
    { assert (E0 : PSeries p 0 = ln x) by (rewrite PSeries_0; reflexivity).
      assert (K : forall a b, a < b -> - (x / 2) <= a -> b <= x / 2 ->
        ln (x + b) - PSeries p b = ln (x + a) - PSeries p a).
      { intros a b Hab Ha Hb'. symmetry. apply (eq_is_derive (fun t => ln (x + t) - PSeries p t)); [|exact Hab].
        intros z Hz. evar_last.
        - apply @is_derive_minus; [auto_derive; [lra|reflexivity]|].
          apply Hderive. apply Rabs_def1; lra.
        - unfold minus, plus, opp, zero; simpl. match goal with |- ?u = ?v => change (@eq R u v) end.
          field. lra. }
      apply Rabs_le_between in Ht.
      destruct (Rtotal_order t 0) as [H|[->|H]].
      - assert (G := K t 0 H ltac:(lra) ltac:(lra)). rewrite E0, Rplus_0_r in G. lra.
      - now rewrite E0, Rplus_0_r.
      - assert (G := K 0 t H ltac:(lra) ltac:(lra)). rewrite E0, Rplus_0_r in G. lra. }
    rewrite E. apply is_pseries_R. apply PSeries_correct, CV_radius_inside, Hr. lra.
Qed.

(** ** The rule *)

(** What is made of variables and of operations with any number of arguments, given by their functions. *)
Inductive term : Type :=
  | Variable_at (i : nat)
  | Operation (arity : nat) (G : vec -> R) (arguments : nat -> term).

Fixpoint term_value (t : term) (s : vec) : R :=
  match t with
  | Variable_at i => s i
  | Operation _ G arguments => G (fun j => term_value (arguments j) s)
  end.

(** Each operation in it is applied to values at which it is analytic. *)
Fixpoint regular (d : nat) (t : term) (s : vec) : Prop :=
  match t with
  | Variable_at i => (i < d)%nat
  | Operation n G arguments =>
      (forall j, (j < n)%nat -> regular d (arguments j) s) /\
      analytic_at n G (fun j => term_value (arguments j) s)
  end.

(** Rule analytic: at every point of a domain at which its operations are. *)
Theorem rule_analytic d t (D : vec -> Prop) : (forall s, D s -> regular d t s) ->
  forall s, D s -> analytic_at d (term_value t) s.
Proof.
  intros H s Hs. specialize (H s Hs). clear D Hs.
  induction t as [i|n G arguments IH]; cbn [regular] in H; [now apply analytic_coordinate|].
  destruct H as [Ha HG]. apply (analytic_composition d n G (fun j => term_value (arguments j)) s).
  - intros j Hj. now apply IH, Ha.
  - exact HG.
Qed.

(** A sum over pairs, in every width: the summand is analytic where both arguments are positive. *)
Theorem rule_analytic_pairs (P : R -> R -> R) :
  (forall v, 0 < v 0%nat -> 0 < v 1%nat -> analytic_at 2 (fun v => P (v 0%nat) (v 1%nat)) v) ->
  forall d s, chamber d s -> analytic_at d (fun s => \sum_(i < j < d) P (s i) (s j)) s.
Proof.
  intros HP d s [Ho _]. unfold sum_pairs.
  apply (analytic_sum d d (fun j s => \sum_(i < j) P (s i) (s j))). intros j Hj.
  apply (analytic_sum d j (fun i s => P (s i) (s j))). intros i Hi.
  apply (analytic_composition d 2 (fun v => P (v 0%nat) (v 1%nat))
    (fun l s => match l with O => s i | _ => s j end)).
  - intros [|l] Hl; apply analytic_coordinate; lia.
  - apply HP; apply Ho; lia.
Qed.

(** It continues [E], from the identity [E = G], or [q = exp (G/k)] where [E = k log q]. *)
Theorem rule_analytic_continues (X : Type) (D : X -> Prop) (G q : X -> R) k :
  k <> 0 -> (forall s, D s -> q s = exp (G s / k)) -> forall s, D s -> k * ln (q s) = G s.
Proof. intros Hk H s Hs. rewrite H, ln_exp by assumption. field. exact Hk. Qed.
