(** * Theorem 1.9: the Euclidean Hessian on the closed chamber

    Negative definite for every width [d >= 2] and every [nu] in [0, 1/2] (all depths [N >= 2],
    infinite depth included), except [N = d = 2], where it has rank one.  The statements hold on
    the open orthant; the closed chamber, where singular values may coincide, is part of it.
    Also the strict concavity of the entropy, and its failure in the cases that the printed
    theorem does not exclude: [N = 1] and [d = 1]. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient
  Hessian Blocks.
Open Scope R_scope.

(** The only exception. *)
Definition exceptional (nu : R) (d : nat) : Prop := nu = 1/2 /\ d = 2%nat.

Lemma block_form_negative nu x y : 0 <= nu < 1/2 -> 0 < x -> 0 < y ->
  form_negative (block nu x y).
Proof.
  intros Hn Hx Hy. split; [unfold block; ring|]. intros p q Hpq. now apply Lemma_4_4.
Qed.

Lemma hessian_negative_half d s : (3 <= d)%nat -> orthant d s ->
  negative_definite d (hessian (1/2) d s).
Proof.
  intros Hd Ho v Hv. rewrite Lemma_4_2.
  rewrite (sum_pairs_ext d _ (fun i j => - (1 / (2 * (s i + s j)^2)) * (v i + v j)^2)).
  - apply (Lemma_4_5_rank_one d (fun i j => 1 / (2 * (s i + s j)^2))); auto.
    intros i j Hij. assert (0 < s i) by (apply Ho; lia). assert (0 < s j) by (apply Ho; lia).
    apply Rdiv_lt_0_compat; [lra|]. assert (0 < (s i + s j)^2) by (apply pow_lt; lra). lra.
  - intros i j Hij. apply Lemma_4_4_half; apply Ho; lia.
Qed.

Theorem hessian_negative_definite nu d s : strip nu -> (2 <= d)%nat -> ~ exceptional nu d ->
  orthant d s -> negative_definite d (hessian nu d s).
Proof.
  intros [H0 H1] Hd He Ho. destruct (Req_dec nu (1/2)) as [->|Hn].
  - apply hessian_negative_half; [|exact Ho].
    destruct (Nat.eq_dec d 2); [now destruct He|lia].
  - intros v Hv. rewrite Lemma_4_2.
    apply (Lemma_4_5 d (fun i j => block nu (s i) (s j))); auto.
    intros i j Hij. apply block_form_negative; [lra|apply Ho; lia|apply Ho; lia].
Qed.

(** Without exception the Hessian is negative semidefinite. *)
Theorem hessian_nonpositive nu d s v : strip nu -> orthant d s -> form d (hessian nu d s) v <= 0.
Proof.
  intros [H0 H1] Ho. rewrite Lemma_4_2, <- (sum_pairs_zero d). apply sum_pairs_le.
  intros i j Hij. assert (Hi := Ho i ltac:(lia)). assert (Hj := Ho j ltac:(lia)).
  destruct (Req_dec nu (1/2)) as [->|Hn].
  - rewrite Lemma_4_4_half by assumption.
    assert (0 < 1 / (2 * (s i + s j)^2)) by (apply Rdiv_lt_0_compat; nra).
    generalize (pow2_ge_0 (v i + v j)). nra.
  - apply form_negative_le, block_form_negative; lra.
Qed.

Theorem Theorem_1_9 nu d s : strip nu -> (2 <= d)%nat -> ~ exceptional nu d ->
  chamber d s -> negative_definite d (hessian nu d s).
Proof. intros Hn Hd He [Ho _]. now apply hessian_negative_definite. Qed.

(** At integer depth. *)
Lemma strip_depth N : (2 <= N)%nat -> strip (depth N).
Proof.
  intros HN. unfold depth, strip. apply le_INR in HN. simpl in HN. split.
  - apply Rlt_le, Rinv_0_lt_compat. lra.
  - unfold Rdiv. rewrite Rmult_1_l. apply Rinv_le_contravar; lra.
Qed.

Lemma depth_half N : (1 <= N)%nat -> depth N = 1/2 -> N = 2%nat.
Proof.
  intros HN E. assert (0 < INR N) by (apply lt_0_INR; lia). unfold depth in E.
  assert (E' : INR N = 2).
  { rewrite <- (Rinv_inv (INR N)), E. field. }
  apply INR_eq. rewrite E'. simpl. ring.
Qed.

Corollary Theorem_1_9_integer N d s : (2 <= N)%nat -> (2 <= d)%nat ->
  ~ (N = 2%nat /\ d = 2%nat) -> chamber d s -> negative_definite d (hessian (depth N) d s).
Proof.
  intros HN Hd He Hs. apply Theorem_1_9; auto using strip_depth.
  intros [E1 E2]. apply He. split; [apply depth_half; [lia|exact E1]|exact E2].
Qed.

Theorem Theorem_1_9_rank_one s : chamber 2 s -> negative_rank_one 2 (hessian (1/2) 2 s).
Proof.
  intros [Ho _]. assert (Hx := Ho 0%nat ltac:(lia)). assert (Hy := Ho 1%nat ltac:(lia)).
  set (x := s 0%nat) in *. set (y := s 1%nat) in *.
  set (b := sqrt (1 / (2 * (x + y)^2))).
  assert (Hb : 0 < 1 / (2 * (x + y)^2)).
  { apply Rdiv_lt_0_compat; [lra|]. assert (0 < (x + y)^2) by (apply pow_lt; lra). lra. }
  assert (E : b * b = 1 / (2 * (x + y)^2)) by (apply sqrt_sqrt; lra).
  exists (fun _ => b). split.
  - exists 0%nat. split; [lia|]. apply Rgt_not_eq. now apply sqrt_lt_R0.
  - assert (Ea : alpha (1/2) x y = - (1 / (2 * (x + y)^2)))
      by (unfold alpha; rewrite k_half by assumption; field; lra).
    assert (Eg : forall x y, 0 < x -> 0 < y -> gamma (1/2) x y = - (1 / (2 * (x + y)^2)))
      by (intros; unfold gamma; rewrite k_half, m_half by assumption; field; lra).
    intros i j Hi Hj. rewrite E. unfold hessian, sum_except.
    destruct i as [|[|i]], j as [|[|j]]; try lia; cbn [sum Nat.eqb]; fold x y.
    + rewrite Eg by assumption. ring.
    + exact Ea.
    + rewrite alpha_sym. exact Ea.
    + rewrite Eg, (Rplus_comm y x) by assumption. ring.
Qed.

(** ** Strict concavity *)

Lemma concave_1d (G G1 G2 : R -> R) t :
  (forall r, 0 <= r <= 1 -> is_derive G r (G1 r)) ->
  (forall r, 0 <= r <= 1 -> is_derive G1 r (G2 r)) ->
  (forall r, 0 < r < 1 -> G2 r < 0) ->
  0 < t < 1 -> (1 - t) * G 0 + t * G 1 < G t.
Proof.
  intros H1 H2 Hneg Ht.
  destruct (MVT_cor2 G G1 0 t ltac:(lra)) as [a [Ea Ba]].
  { intros; apply is_derive_Reals, H1; lra. }
  destruct (MVT_cor2 G G1 t 1 ltac:(lra)) as [b [Eb Bb]].
  { intros; apply is_derive_Reals, H1; lra. }
  destruct (MVT_cor2 G1 G2 a b ltac:(lra)) as [c [Ec Bc]].
  { intros; apply is_derive_Reals, H2; lra. }
  assert (HG : 0 < - G2 c * (b - a)).
  { apply Rmult_lt_0_compat; [|lra]. generalize (Hneg c ltac:(lra)). lra. }
  assert (0 < t * (1 - t) * (G1 a - G1 b)).
  { apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra|lra]. }
  assert (G t - ((1 - t) * G 0 + t * G 1) = t * (1 - t) * (G1 a - G1 b)); [|lra].
  replace (G t - ((1 - t) * G 0 + t * G 1))
    with ((1 - t) * (G t - G 0) - t * (G 1 - G t)) by ring.
  rewrite Ea, Eb. ring.
Qed.

Lemma orthant_segment d s r t : orthant d s -> orthant d r -> 0 <= t <= 1 ->
  orthant d (line s (fun i => r i - s i) t).
Proof.
  intros Hs Hr Ht i Hi. unfold line. assert (H1 := Hs i Hi). assert (H2 := Hr i Hi).
  replace (s i + t * (r i - s i)) with ((1 - t) * s i + t * r i) by ring.
  destruct (Rlt_le_dec 0 t); [|replace t with 0 by lra; lra].
  assert (0 <= (1 - t) * s i) by (apply Rmult_le_pos; lra).
  assert (0 < t * r i) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma line_segment_1 s r : line s (fun i => r i - s i) 1 = r.
Proof.
  apply FunctionalExtensionality.functional_extensionality. intros i. unfold line. ring.
Qed.

Lemma line_segment s r t : line s (fun i => r i - s i) t = (fun i => (1 - t) * s i + t * r i).
Proof.
  apply FunctionalExtensionality.functional_extensionality. intros i. unfold line. ring.
Qed.

Lemma entropy_strictly_concave nu d : strip nu -> (2 <= d)%nat -> ~ exceptional nu d ->
  strictly_concave d (orthant d) (entropy nu d).
Proof.
  intros Hn Hd He s r t Hs Hr [i [Hi Hne]] Ht. set (v := fun i => r i - s i).
  assert (Hv : nonzero d v) by (exists i; split; [exact Hi|unfold v; lra]).
  assert (H := concave_1d (fun t => entropy nu d (line s v t))
    (fun t => dot d (gradient nu d (line s v t)) v)
    (fun t => form d (hessian nu d (line s v t)) v) t).
  cbv beta in H. rewrite <- line_segment. fold v. rewrite line_0 in H.
  assert (E : line s v 1 = r) by apply line_segment_1. rewrite E in H.
  apply H; [| | |exact Ht].
  - intros x Hx. apply is_derive_entropy. now apply orthant_segment.
  - intros x Hx. apply is_derive2_entropy. now apply orthant_segment.
  - intros x Hx. apply hessian_negative_definite; auto. apply orthant_segment; auto; lra.
Qed.

Theorem Theorem_1_9_concave nu d : strip nu -> (2 <= d)%nat -> ~ exceptional nu d ->
  strictly_concave d (chamber d) (entropy nu d).
Proof.
  intros Hn Hd He s r t [Hs _] [Hr _]. now apply entropy_strictly_concave.
Qed.

(** ** Where strict concavity fails *)

(** [N = d = 2]: the entropy is a function of [x + y]. *)
Lemma pair_entropy_half x y : 0 < x -> 0 < y -> pair_entropy (1/2) x y = 1/2 * ln ((x + y) / 2).
Proof.
  intros Hx Hy. rewrite pair_entropy_ln. do 2 f_equal.
  set (w := 1/2 * (ln x - ln y)).
  assert (E : sinhc (ln x - ln y) = sinhc w * cosh w).
  { replace (ln x - ln y) with (2 * w) by (unfold w; field).
    destruct (Req_dec w 0) as [->|Hw].
    - rewrite Rmult_0_r, sinhc_0, cosh_0. ring.
    - rewrite !sinhc_neq0 by lra. replace (2 * w) with (w + w) at 1 by ring.
      unfold sinh, cosh. rewrite Ropp_plus_distr, !exp_plus. field. exact Hw. }
  rewrite E. replace (exp ((1 - 1/2) * (ln x + ln y)) * (sinhc w * cosh w) / sinhc w)
    with (exp ((1 - 1/2) * (ln x + ln y)) * cosh w)
    by (field; apply Rgt_not_eq, sinhc_pos).
  unfold cosh, Rdiv. rewrite <- Rmult_assoc, Rmult_plus_distr_l, <- !exp_plus.
  replace ((1 - 1 * / 2) * (ln x + ln y) + w) with (ln x) by (unfold w; field).
  replace ((1 - 1 * / 2) * (ln x + ln y) + - w) with (ln y) by (unfold w; field).
  now rewrite !exp_ln by assumption.
Qed.

Theorem Theorem_1_9_exception : ~ strictly_concave 2 (chamber 2) (entropy (1/2) 2).
Proof.
  intros H.
  set (s := fun i => match i with O => 3 | _ => 1 end).
  set (r := fun i : nat => 2).
  assert (Hs : chamber 2 s).
  { split; [intros [|[|]] Hi; simpl; lra|]. intros [|[|]] [|[|]] Hij; simpl; lra || lia. }
  assert (Hr : chamber 2 r) by (split; unfold r; [intros i Hi|intros i j Hij]; lra).
  assert (Hne : exists i, (i < 2)%nat /\ s i <> r i)
    by (exists 0%nat; split; [lia|unfold s, r; lra]).
  specialize (H s r (1/2) Hs Hr Hne ltac:(lra)).
  rewrite !entropy_pairs, !sum_pairs_2, !pair_entropy_half in H
    by (unfold s, r; simpl; lra).
  unfold s, r in H. simpl in H.
  replace ((1 - 1/2) * 3 + 1/2 * 2 + ((1 - 1/2) * 1 + 1/2 * 2)) with (3 + 1) in H by field.
  replace (2 + 2) with (3 + 1) in H by ring. lra.
Qed.

(** [N = 1] and [d = 1] ("fix two positive integers"): the entropy is constant. *)
Lemma entropy_depth_1 d s : entropy (depth 1) d s = 0.
Proof.
  rewrite entropy_pairs. rewrite (sum_pairs_ext d _ (fun _ _ => 0)); [apply sum_pairs_zero|].
  intros i j _. unfold pair_entropy, depth. simpl. rewrite Rinv_1, Rmult_1_l. ring.
Qed.

Lemma entropy_width_1 nu s : entropy nu 1 s = 0.
Proof. rewrite entropy_pairs. unfold sum_pairs. simpl. ring. Qed.

Lemma constant_not_strictly_concave d f : (1 <= d)%nat -> (forall s, f s = 0) ->
  ~ strictly_concave d (chamber d) f.
Proof.
  intros Hd Hf H.
  assert (Hc : forall x, 0 < x -> chamber d (scalar x))
    by (intros x Hx; split; unfold scalar; [intros i Hi|intros i j Hij]; lra).
  specialize (H (scalar 1) (scalar 2) (1/2) (Hc 1 ltac:(lra)) (Hc 2 ltac:(lra))).
  rewrite !Hf in H. enough (0 < 0) by lra.
  assert (E : (1 - 1/2) * 0 + 1/2 * 0 = 0) by ring. rewrite E in H. apply H; [|lra].
  exists 0%nat. split; [lia|]. unfold scalar. lra.
Qed.

Theorem Theorem_1_9_fails_depth_1 d : (1 <= d)%nat ->
  ~ strictly_concave d (chamber d) (entropy (depth 1) d).
Proof. intros Hd. apply constant_not_strictly_concave; auto using entropy_depth_1. Qed.

Theorem Theorem_1_9_fails_width_1 nu : ~ strictly_concave 1 (chamber 1) (entropy nu 1).
Proof. apply constant_not_strictly_concave; auto using entropy_width_1. Qed.
