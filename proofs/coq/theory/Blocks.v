(** * Pair blocks: Lemmas 4.3, 4.4 and 4.5

    The entries of the pair blocks are negative, the blocks are negative definite for
    [nu < 1/2] and of rank one for [nu = 1/2], and how that passes to their sum.
    Consequences of I1 and I2 (Core.v). *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient
  Hessian.
Open Scope R_scope.

(** ** Lemma 4.3 *)

Theorem Lemma_4_3 nu x y : strip nu -> 0 < x -> 0 < y -> alpha nu x y < 0 /\ gamma nu x y < 0.
Proof.
  intros Hn Hx Hy. assert (Hk := k_pos nu (ln x - ln y) Hn).
  assert (H2 := I2 nu (ln x - ln y) Hn). assert (Hm := Rle_abs (- m nu (ln x - ln y))).
  rewrite Rabs_Ropp in Hm.
  assert (Hxy : 0 < 2 * x * y) by nra. assert (Hxx : 0 < 2 * x^2) by nra.
  unfold alpha, gamma. split.
  - assert (0 < k nu (ln x - ln y) / (2 * x * y)) by now apply Rdiv_lt_0_compat.
    unfold Rdiv in *. lra.
  - assert (0 < (1 - nu - k nu (ln x - ln y) + m nu (ln x - ln y)) / (2 * x^2))
      by (apply Rdiv_lt_0_compat; lra).
    unfold Rdiv in *. lra.
Qed.

(** The entries depend on the ratio of the two singular values only, up to a common factor. *)
Lemma ln_scale t x y : 0 < t -> 0 < x -> 0 < y -> ln (t * x) - ln (t * y) = ln x - ln y.
Proof. intros. rewrite !ln_mult by assumption. ring. Qed.

Theorem Lemma_4_3_scaling nu t x y : 0 < t -> 0 < x -> 0 < y ->
  alpha nu (t * x) (t * y) = alpha nu x y / t^2 /\ gamma nu (t * x) (t * y) = gamma nu x y / t^2.
Proof.
  intros Ht Hx Hy. unfold alpha, gamma. rewrite ln_scale by assumption.
  split; field; lra.
Qed.

(** Their values on the diagonal; that these are the limits (4.17) is shown in Limits.v. *)
Theorem Lemma_4_3_diagonal nu x : 0 < x ->
  alpha nu x x = - (1 - nu^2) / (6 * x^2) /\ gamma nu x x = - (1 - nu) * (2 - nu) / (6 * x^2).
Proof. intros Hx. split; [now apply alpha_diagonal|now apply gamma_diagonal]. Qed.

(** ** Lemma 4.4 *)

Lemma block_scaled nu x y p q : 0 < x -> 0 < y -> let u := ln x - ln y in
  block nu x y p q = 1/2 * ((k nu u - (1 - nu) - m nu u) * (p / x)^2
    - 2 * k nu u * (p / x) * (q / y) + (k nu u - (1 - nu) + m nu u) * (q / y)^2).
Proof.
  intros Hx Hy u. unfold block, gamma, alpha. fold u.
  replace (ln y - ln x) with (- u) by (unfold u; ring). rewrite k_opp, m_opp. field. lra.
Qed.

(** The determinant of the block is [Delta / (4 x^2 y^2)]. *)
Theorem block_determinant nu x y : 0 < x -> 0 < y ->
  gamma nu x y * gamma nu y x - (alpha nu x y)^2 = Delta nu (ln x - ln y) / (4 * x^2 * y^2).
Proof.
  intros Hx Hy. unfold gamma, alpha, Delta.
  replace (ln y - ln x) with (- (ln x - ln y)) by ring. rewrite k_opp, m_opp. field. lra.
Qed.

(** A symmetric 2x2 form with negative first entry and positive determinant. *)
Lemma form2_negative a b c p q :
  a < 0 -> 0 < a * c - b^2 -> p <> 0 \/ q <> 0 -> a * p^2 + 2 * b * p * q + c * q^2 < 0.
Proof.
  intros Ha Hd Hpq.
  assert (H : 0 < a * (a * p^2 + 2 * b * p * q + c * q^2)).
  { replace (a * (a * p^2 + 2 * b * p * q + c * q^2))
      with ((a * p + b * q)^2 + (a * c - b^2) * q^2) by ring.
    destruct (Req_dec q 0) as [->|Hq].
    - assert (Hp : p <> 0) by tauto.
      assert (a * p <> 0) by (apply Rmult_integral_contrapositive_currified; lra).
      replace (a * p + b * 0) with (a * p) by ring.
      assert (0 < (a * p)^2) by (apply pow2_gt_0; assumption). nra.
    - assert (0 < (a * c - b^2) * q^2)
        by (apply Rmult_lt_0_compat; [assumption|now apply pow2_gt_0]).
      generalize (pow2_ge_0 (a * p + b * q)). lra. }
  nra.
Qed.

Theorem Lemma_4_4 nu x y p q : 0 <= nu < 1/2 -> 0 < x -> 0 < y -> p <> 0 \/ q <> 0 ->
  block nu x y p q < 0.
Proof.
  intros Hn Hx Hy Hpq. apply form2_negative; [|rewrite block_determinant by assumption|exact Hpq].
  - apply Lemma_4_3; [split; lra|assumption|assumption].
  - apply Rdiv_lt_0_compat; [now apply I1_strict|].
    apply Rmult_lt_0_compat; [|now apply pow_lt].
    apply Rmult_lt_0_compat; [lra|now apply pow_lt].
Qed.

Lemma tanh_half_ln x y : 0 < x -> 0 < y -> tanh ((ln x - ln y) / 2) = (x - y) / (x + y).
Proof.
  intros Hx Hy. destruct (Req_dec x y) as [->|Hne].
  - rewrite Rminus_eq_0. replace (0 / 2) with 0 by field. rewrite tanh_0. field. lra.
  - assert (Hs := sq_neq x y Hx Hy Hne).
    rewrite tanh_half, sinh_ln_ratio, cosh_ln_ratio by (auto using ln_neq).
    field. repeat split; try lra; try nra.
Qed.

Lemma m_half x y : 0 < x -> 0 < y -> m (1/2) (ln x - ln y) = (x - y) / (2 * (x + y)).
Proof. intros Hx Hy. rewrite I3_half, tanh_half_ln by assumption. field. lra. Qed.

Lemma k_half x y : 0 < x -> 0 < y -> k (1/2) (ln x - ln y) = x * y / (x + y)^2.
Proof.
  intros Hx Hy. assert (H := I1_half (ln x - ln y)). unfold Delta in H.
  rewrite m_half in H by assumption.
  replace (k (1/2) (ln x - ln y)) with (1/4 - ((x - y) / (2 * (x + y)))^2) by lra.
  field. lra.
Qed.

(** For [N = 2] the block is [- b (p + q)^2] with [b = 1 / (2 (x + y)^2)]: rank one. *)
Theorem Lemma_4_4_half x y p q : 0 < x -> 0 < y ->
  block (1/2) x y p q = - (1 / (2 * (x + y)^2)) * (p + q)^2.
Proof.
  intros Hx Hy. rewrite block_scaled by assumption. cbv zeta.
  rewrite m_half, k_half by assumption. field. lra.
Qed.

(** ** Lemma 4.5: sums of embedded blocks *)

Definition form_negative (Q : R -> R -> R) : Prop :=
  Q 0 0 = 0 /\ forall p q, p <> 0 \/ q <> 0 -> Q p q < 0.

Lemma form_negative_le Q p q : form_negative Q -> Q p q <= 0.
Proof.
  intros [H0 H]. destruct (Req_dec p 0) as [->|]; [destruct (Req_dec q 0) as [->|]|].
  - lra.
  - apply Rlt_le, H. auto.
  - apply Rlt_le, H. auto.
Qed.

(** Every index belongs to some pair. *)
Lemma index_in_pair d a : (2 <= d)%nat -> (a < d)%nat ->
  exists i j, (i < j < d)%nat /\ (a = i \/ a = j).
Proof.
  intros Hd Ha. destruct a as [|a].
  - exists 0%nat, 1%nat. split; [lia|auto].
  - exists 0%nat, (S a). split; [lia|auto].
Qed.

Theorem Lemma_4_5 d (Q : nat -> nat -> R -> R -> R) v : (2 <= d)%nat ->
  (forall i j, (i < j < d)%nat -> form_negative (Q i j)) -> nonzero d v ->
  \sum_(i < j < d) Q i j (v i) (v j) < 0.
Proof.
  intros Hd HQ [a [Ha Hv]]. rewrite <- (sum_pairs_zero d). apply sum_pairs_lt.
  - intros i j Hij. now apply form_negative_le, HQ.
  - destruct (index_in_pair d a Hd Ha) as [i [j [Hij E]]].
    exists i, j. split; [exact Hij|]. apply HQ; [exact Hij|]. destruct E as [<-|<-]; auto.
Qed.

Lemma pair_sum_zero d v : (3 <= d)%nat ->
  (forall i j, (i < j < d)%nat -> v i + v j = 0) -> forall i, (i < d)%nat -> v i = 0.
Proof.
  intros Hd H i Hi.
  assert (H1 := H 0%nat 1%nat ltac:(lia)). assert (H2 := H 0%nat 2%nat ltac:(lia)).
  assert (H3 := H 1%nat 2%nat ltac:(lia)).
  destruct i as [|i]; [lra|]. assert (H4 := H 0%nat (S i) ltac:(lia)). lra.
Qed.

Lemma not_all_pairs d v : (exists a, (a < d)%nat /\ v a <> 0) -> (3 <= d)%nat ->
  exists i j, (i < j < d)%nat /\ v i + v j <> 0.
Proof.
  intros [a [Ha Hv]] Hd.
  destruct (Req_dec (v 0%nat + v 1%nat) 0) as [E1|];
    [|exists 0%nat, 1%nat; split; auto; lia].
  destruct (Req_dec (v 0%nat + v 2%nat) 0) as [E2|];
    [|exists 0%nat, 2%nat; split; auto; lia].
  destruct (Req_dec (v 1%nat + v 2%nat) 0) as [E3|];
    [|exists 1%nat, 2%nat; split; auto; lia].
  destruct a as [|a]; [lra|]. exists 0%nat, (S a). split; [lia|]. lra.
Qed.

(** Blocks [- b (p + q)^2] with [b > 0]: negative definite sum for [d >= 3]. *)
Theorem Lemma_4_5_rank_one d (b : nat -> nat -> R) v : (3 <= d)%nat ->
  (forall i j, (i < j < d)%nat -> 0 < b i j) -> nonzero d v ->
  \sum_(i < j < d) (- b i j * (v i + v j)^2) < 0.
Proof.
  intros Hd Hb Hv. rewrite <- (sum_pairs_zero d). apply sum_pairs_lt.
  - intros i j Hij. generalize (pow2_ge_0 (v i + v j)) (Hb i j Hij). nra.
  - destruct (not_all_pairs d v Hv Hd) as [i [j [Hij Hne]]].
    exists i, j. split; [exact Hij|]. assert (H := Hb i j Hij).
    assert (0 < (v i + v j)^2) by now apply pow2_gt_0. nra.
Qed.

(** Rank one for [d = 2]: the sum is a single block. *)
Theorem Lemma_4_5_rank_one_2 (b : nat -> nat -> R) v : 0 < b 0%nat 1%nat ->
  \sum_(i < j < 2) (- b i j * (v i + v j)^2) = - b 0%nat 1%nat * (v 0%nat + v 1%nat)^2.
Proof. intros _. apply sum_pairs_2. Qed.
