(** * The inference rule krawczyk

    A system [F] has exactly one zero in a box, if an interval Newton operator maps the box into its interior.
    From the contraction principle, and because a matrix [Y] is invertible if [Y J] is close to the identity.
    About arbitrary functions; nothing of the model occurs. *)

From Coq Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions.
Open Scope R_scope.

(** ** More vectors than dimensions are dependent *)

(** All indices but [k]. *)
Definition skip (k i : nat) : nat := if (i <? k)%nat then i else S i.

Lemma sum_last n f : \sum_(i < S n) f i = \sum_(i < n) f i + f n.
Proof. reflexivity. Qed.

Lemma sum_skip n k (f : nat -> R) : (k <= n)%nat ->
  \sum_(i < S n) f i = f k + \sum_(i < n) f (skip k i).
Proof.
  induction n as [|n IH]; intros Hk.
  - replace k with 0%nat by lia. simpl. ring.
  - destruct (Nat.eq_dec k (S n)) as [->|Hne].
    + rewrite sum_last, Rplus_comm. f_equal. apply sum_ext. intros i Hi. unfold skip.
      destruct (Nat.ltb_spec i (S n)); [reflexivity|lia].
    + rewrite sum_last, IH, (sum_last n (fun i => f (skip k i))) by lia.
      replace (skip k n) with (S n); [ring|]. unfold skip. destruct (Nat.ltb_spec n k); [lia|reflexivity].
Qed.

Lemma dependent n : forall V : nat -> vec, exists c : vec,
  nonzero (S n) c /\ forall i, (i < n)%nat -> \sum_(k < S n) (c k * V k i) = 0.
Proof.
  induction n as [|n IH]; intros V.
  - exists (fun _ => 1). split; [exists 0%nat; split; [lia|lra]|]. intros i Hi. lia.
  - destruct (classic (exists k, (k <= S n)%nat /\ V k n <> 0)) as [[k [Hk Hp]]|Hnone].
    + destruct (IH (fun j i => V (skip k j) i - V (skip k j) n / V k n * V k i)) as [c [[j [Hj Hc]] E]].
      set (ck := - \sum_(j < S n) (c j * (V (skip k j) n / V k n))).
      set (e := fun j => if Nat.eqb j k then ck else c (if (j <? k)%nat then j else Nat.pred j)).
      assert (Es : forall j, e (skip k j) = c j).
      { intros i. unfold e, skip. destruct (Nat.ltb_spec i k) as [h|h].
        - destruct (Nat.eqb_spec i k); [lia|]. destruct (Nat.ltb_spec i k); [reflexivity|lia].
        - destruct (Nat.eqb_spec (S i) k); [lia|]. destruct (Nat.ltb_spec (S i) k); [lia|reflexivity]. }
      assert (Ek : e k = ck) by (unfold e; now rewrite Nat.eqb_refl).
      assert (Hsum : forall i, \sum_(j < S (S n)) (e j * V j i)
        = \sum_(j < S n) (c j * (V (skip k j) i - V (skip k j) n / V k n * V k i))).
      { intros i. rewrite (sum_skip (S n) k) by lia. rewrite Ek.
        rewrite (sum_ext (S n) (fun j => e (skip k j) * V (skip k j) i) (fun j => c j * V (skip k j) i))
          by (intros; now rewrite Es).
        unfold ck. rewrite (sum_ext (S n) (fun j => c j * (V (skip k j) i - V (skip k j) n / V k n * V k i))
          (fun j => c j * V (skip k j) i - V k i * (c j * (V (skip k j) n / V k n)))) by (intros; ring).
        rewrite sum_minus, sum_scal. ring. }
      exists e. split.
      * exists (skip k j). split; [unfold skip; destruct (j <? k)%nat; lia|now rewrite Es].
      * intros i Hi. rewrite Hsum. destruct (Nat.eq_dec i n) as [->|Hne]; [|apply E; lia].
        rewrite <- (sum_zero (S n)). apply sum_ext. intros l _. field. exact Hp.
    + destruct (IH V) as [c [[j [Hj Hc]] E]].
      exists (fun k => if Nat.eqb k (S n) then 0 else c k). split.
      * exists j. split; [lia|]. destruct (Nat.eqb_spec j (S n)); [lia|exact Hc].
      * intros i Hi. rewrite sum_last, Nat.eqb_refl. rewrite (sum_ext (S n) _ (fun k => c k * V k i)).
        -- destruct (Nat.eq_dec i n) as [->|Hne]; [|rewrite E by lia; ring].
           rewrite (sum_ext (S n) _ (fun _ => 0)); [rewrite sum_zero; ring|].
           intros k Hk. destruct (Req_dec (V k n) 0) as [->|Hv]; [ring|].
           exfalso. apply Hnone. exists k. split; [lia|exact Hv].
        -- intros k Hk. destruct (Nat.eqb_spec k (S n)); [lia|reflexivity].
Qed.

Lemma sum_swap n m (F : nat -> nat -> R) :
  \sum_(i < n) \sum_(j < m) F i j = \sum_(j < m) \sum_(i < n) F i j.
Proof.
  induction n as [|n IH]; simpl; [now rewrite sum_zero|]. rewrite IH, sum_plus. reflexivity.
Qed.

(** ** Matrices close to the identity *)

Definition apply (n : nat) (A : nat -> nat -> R) (x : vec) : vec := fun i => \sum_(j < n) (A i j * x j).

(** The norm [max |x i| / r i] of [A] is at most [q]. *)
Definition contracts (n : nat) (r : vec) (q : R) (A : nat -> nat -> R) : Prop :=
  forall i, (i < n)%nat -> \sum_(j < n) (Rabs (A i j) * r j) <= q * r i.

Section Krawczyk.

Variables (n : nat) (r : vec) (q : R).
Hypothesis Hr : forall i, (i < n)%nat -> 0 < r i.
Hypothesis Hq : 0 <= q < 1.

Lemma sum_Rabs m f : Rabs (\sum_(j < m) f j) <= \sum_(j < m) Rabs (f j).
Proof.
  induction m as [|m IH]; simpl; [rewrite Rabs_R0; lra|].
  apply Rle_trans with (1 := Rabs_triang _ _). lra.
Qed.

(** A row of a matrix that contracts. *)
Lemma row_bound (a x : vec) i M : (i < n)%nat -> 0 <= M ->
  \sum_(j < n) (Rabs (a j) * r j) <= q * r i -> (forall j, (j < n)%nat -> Rabs (x j) <= M * r j) ->
  Rabs (\sum_(j < n) (a j * x j)) <= q * M * r i.
Proof.
  intros Hi HM Ha Hx. apply Rle_trans with (1 := sum_Rabs _ _).
  apply Rle_trans with (M * \sum_(j < n) (Rabs (a j) * r j)).
  - rewrite <- sum_scal. apply sum_le. intros j Hj. rewrite Rabs_mult.
    replace (M * (Rabs (a j) * r j)) with (Rabs (a j) * (M * r j)) by ring.
    apply Rmult_le_compat_l; [apply Rabs_pos|now apply Hx].
  - replace (q * M * r i) with (M * (q * r i)) by ring. now apply Rmult_le_compat_l.
Qed.

Lemma below_power M x : 0 <= M -> (forall k, x <= q ^ k * M) -> x <= 0.
Proof.
  intros HM Hx. apply Rnot_lt_le. intros Hp.
  destruct (pow_lt_1_zero q ltac:(rewrite Rabs_pos_eq; lra) (x / (M + 1))) as [k Hk].
  { apply Rdiv_lt_0_compat; lra. }
  specialize (Hk k (le_n k)). specialize (Hx k). rewrite Rabs_pos_eq in Hk by (apply pow_le; lra).
  assert (q ^ k * (M + 1) < x).
  { apply (Rmult_lt_compat_r (M + 1)) in Hk; [|lra].
    replace (x / (M + 1) * (M + 1)) with x in Hk by (field; lra). exact Hk. }
  assert (0 <= q ^ k) by (apply pow_le; lra). nra.
Qed.

(** A vector is bounded in the norm. *)
Lemma norm_bound (x : vec) : exists M, 0 <= M /\ forall j, (j < n)%nat -> Rabs (x j) <= M * r j.
Proof.
  assert (H : forall m, (m <= n)%nat -> exists M, 0 <= M /\ forall j, (j < m)%nat -> Rabs (x j) <= M * r j).
  { induction m as [|m IH]; intros Hm; [exists 0; split; [lra|intros; lia]|].
    destruct IH as [M [HM HB]]; [lia|]. assert (P := Hr m ltac:(lia)). assert (A := Rabs_pos (x m)).
    assert (D : 0 <= Rabs (x m) / r m) by (apply Rmult_le_pos; [lra|now apply Rlt_le, Rinv_0_lt_compat]).
    exists (M + Rabs (x m) / r m). split; [lra|]. intros j Hj. assert (Pj := Hr j ltac:(lia)).
    destruct (Nat.eq_dec j m) as [->|Hne].
    - replace (Rabs (x m)) with (Rabs (x m) / r m * r m) at 1 by (field; lra). nra.
    - specialize (HB j ltac:(lia)). nra. }
  apply H. lia.
Qed.

(** Where [x = A x] and [A] contracts, [x] is zero. *)
Lemma fixed_zero A x : contracts n r q A -> (forall i, (i < n)%nat -> x i = apply n A x i) ->
  forall i, (i < n)%nat -> x i = 0.
Proof.
  intros HA Hx i Hi. destruct (norm_bound x) as [M [HM HB]].
  assert (K : forall k j, (j < n)%nat -> Rabs (x j) <= (q ^ k * M) * r j).
  { induction k as [|k IH]; intros j Hj; [rewrite Rmult_1_l; now apply HB|].
    rewrite Hx by assumption. replace (q ^ S k * M * r j) with (q * (q ^ k * M) * r j) by (simpl; ring).
    unfold apply. apply row_bound; [assumption| |now apply HA|exact IH].
    apply Rmult_le_pos; [apply pow_le|]; lra. }
  assert (P := Hr i Hi). assert (Z : Rabs (x i) <= 0).
  { apply (below_power (M * r i)); [apply Rmult_le_pos; lra|]. intros k. specialize (K k i Hi). lra. }
  destruct (Req_dec (x i) 0) as [|Hne]; [assumption|]. apply Rabs_pos_lt in Hne. lra.
Qed.

(** If [I - Y J] contracts, [Y] is invertible. *)
Lemma invertible Y J v :
  contracts n r q (fun i j => (if Nat.eqb i j then 1 else 0) - \sum_(l < n) (Y i l * J l j)) ->
  (forall i, (i < n)%nat -> apply n Y v i = 0) -> forall i, (i < n)%nat -> v i = 0.
Proof.
  intros HA Hv.
  destruct (dependent n (fun k i => if (k <? n)%nat then J i k else v i)) as [c [[k [Hk Hc]] E]].
  assert (Ec : forall i, (i < n)%nat -> \sum_(k < n) (c k * J i k) + c n * v i = 0).
  { intros i Hi. rewrite <- (E i Hi), sum_last. f_equal.
    - apply sum_ext. intros l Hl. destruct (Nat.ltb_spec l n); [reflexivity|lia].
    - destruct (Nat.ltb_spec n n); [lia|reflexivity]. }
  assert (Z : forall i, (i < n)%nat -> c i = 0).
  { apply (fixed_zero _ c HA). intros i Hi. unfold apply.
    rewrite (sum_ext n _ (fun j => (if Nat.eqb i j then c j else 0) - c j * \sum_(l < n) (Y i l * J l j)))
      by (intros; destruct (Nat.eqb i i0); ring).
    rewrite sum_minus, (sum_single n i); [|exact Hi|];
      [|intros j Hj Hne; destruct (Nat.eqb_spec i j); [congruence|reflexivity]].
    rewrite Nat.eqb_refl.
    enough (X : \sum_(j < n) (c j * \sum_(l < n) (Y i l * J l j)) = 0) by lra.
    rewrite (sum_ext n _ (fun j => \sum_(l < n) (Y i l * (c j * J l j))))
      by (intros j Hj; rewrite <- sum_scal; apply sum_ext; intros; ring).
    rewrite sum_swap. rewrite (sum_ext n _ (fun l => - c n * (Y i l * v l))).
    - rewrite sum_scal. specialize (Hv i Hi). unfold apply in Hv. rewrite Hv. ring.
    - intros l Hl. rewrite sum_scal. specialize (Ec l Hl).
      replace (\sum_(j < n) (c j * J l j)) with (- (c n * v l)) by lra. ring. }
  assert (Hn : c n <> 0).
  { destruct (Nat.eq_dec k n) as [<-|Hne]; [exact Hc|]. exfalso. apply Hc, Z. lia. }
  intros i Hi. specialize (Ec i Hi). rewrite (sum_ext n _ (fun _ => 0)), sum_zero in Ec
    by (intros; rewrite Z by assumption; ring).
  apply (Rmult_eq_reg_l (c n)); [lra|exact Hn].
Qed.

(** ** The contraction principle *)

Variables (c : vec) (g : vec -> vec).

(** The box. *)
Definition inside (x : vec) : Prop := forall i, (i < n)%nat -> Rabs (x i - c i) <= r i.

Hypothesis Hin : forall x, inside x -> inside (g x).
Hypothesis Hg : forall x y, inside x -> inside y -> forall i, (i < n)%nat -> exists a : vec,
  g x i - g y i = \sum_(j < n) (a j * (x j - y j)) /\ \sum_(j < n) (Rabs (a j) * r j) <= q * r i.

Lemma closer x y M : inside x -> inside y -> 0 <= M ->
  (forall i, (i < n)%nat -> Rabs (x i - y i) <= M * r i) ->
  forall i, (i < n)%nat -> Rabs (g x i - g y i) <= q * M * r i.
Proof.
  intros Hx Hy HM H i Hi. destruct (Hg x y Hx Hy i Hi) as [a [-> Ha]].
  now apply (row_bound a (fun j => x j - y j)).
Qed.

Fixpoint iterate (k : nat) : vec := match k with O => c | S k => g (iterate k) end.

Lemma centre_inside : inside c.
Proof. intros i Hi. rewrite Rminus_diag_eq, Rabs_R0 by reflexivity. now apply Rlt_le, Hr. Qed.

Lemma iterate_inside k : inside (iterate k).
Proof. induction k as [|k IH]; [apply centre_inside|now apply Hin]. Qed.

Lemma iterate_step k : forall i, (i < n)%nat -> Rabs (iterate (S k) i - iterate k i) <= q ^ k * r i.
Proof.
  induction k as [|k IH]; intros i Hi.
  - rewrite Rmult_1_l. now apply (Hin c centre_inside).
  - change (iterate (S (S k))) with (g (iterate (S k))). change (iterate (S k) i) with (g (iterate k) i).
    apply closer; try apply iterate_inside; auto. apply pow_le. lra.
Qed.

(** Far iterates are close to each other. *)
Lemma iterate_far k m i : (i < n)%nat -> Rabs (iterate (m + k) i - iterate k i) <= q ^ k * (r i / (1 - q)).
Proof.
  intros Hi. assert (P := Hr i Hi).
  enough (H : Rabs (iterate (m + k) i - iterate k i) <= q ^ k * ((1 - q ^ m) * (r i / (1 - q)))).
  { apply Rle_trans with (1 := H). apply Rmult_le_compat_l; [apply pow_le; lra|].
    assert (0 <= q ^ m) by (apply pow_le; lra).
    assert (0 < r i / (1 - q)) by (apply Rdiv_lt_0_compat; lra). nra. }
  induction m as [|m IH].
  - simpl. rewrite Rminus_diag_eq, Rabs_R0 by reflexivity. right. ring.
  - replace (iterate (S m + k) i - iterate k i)
      with ((iterate (S (m + k)) i - iterate (m + k) i) + (iterate (m + k) i - iterate k i))
      by (change (S m + k)%nat with (S (m + k)); ring).
    apply Rle_trans with (1 := Rabs_triang _ _).
    assert (K := iterate_step (m + k) i Hi). rewrite pow_add in K.
    replace (q ^ k * ((1 - q ^ S m) * (r i / (1 - q))))
      with (q ^ m * q ^ k * r i + q ^ k * ((1 - q ^ m) * (r i / (1 - q)))) by (simpl; field; lra).
    lra.
Qed.

Lemma iterate_converges i : (i < n)%nat -> exists l : R, is_lim_seq (fun k => iterate k i) l.
Proof.
  intros Hi. assert (P := Hr i Hi). assert (D : 0 < r i / (1 - q)) by (apply Rdiv_lt_0_compat; lra).
  apply ex_lim_seq_cauchy_corr. intros eps.
  destruct (pow_lt_1_zero q ltac:(rewrite Rabs_pos_eq; lra) (eps / 2 / (r i / (1 - q)))) as [N HN].
  { apply Rdiv_lt_0_compat; [|exact D]. generalize (cond_pos eps). lra. }
  specialize (HN N (le_n N)). rewrite Rabs_pos_eq in HN by (apply pow_le; lra).
  apply (Rmult_lt_compat_r (r i / (1 - q))) in HN; [|exact D].
  replace (eps / 2 / (r i / (1 - q)) * (r i / (1 - q))) with (eps / 2) in HN by (field; lra).
  exists N. intros k l Hk Hl.
  assert (K := iterate_far N (k - N) i Hi). assert (L := iterate_far N (l - N) i Hi).
  replace (k - N + N)%nat with k in K by lia. replace (l - N + N)%nat with l in L by lia.
  apply Rabs_def1; [apply Rabs_le_between in K, L; lra|apply Rabs_le_between in K, L; lra].
Qed.

Lemma fixed_unique x y : inside x -> inside y -> (forall i, (i < n)%nat -> g x i = x i) ->
  (forall i, (i < n)%nat -> g y i = y i) -> forall i, (i < n)%nat -> y i = x i.
Proof.
  intros Hx Hy Ex Ey i Hi. destruct (norm_bound (fun i => y i - x i)) as [M [HM HB]].
  assert (K : forall k j, (j < n)%nat -> Rabs (y j - x j) <= q ^ k * M * r j).
  { induction k as [|k IH]; intros j Hj; [rewrite Rmult_1_l; now apply HB|].
    rewrite <- (Ex j Hj), <- (Ey j Hj).
    replace (q ^ S k * M * r j) with (q * (q ^ k * M) * r j) by (simpl; ring).
    apply closer; try assumption. apply Rmult_le_pos; [apply pow_le|]; lra. }
  assert (P := Hr i Hi). assert (Z : Rabs (y i - x i) <= 0).
  { apply (below_power (M * r i)); [apply Rmult_le_pos; lra|]. intros k. specialize (K k i Hi). lra. }
  destruct (Req_dec (y i - x i) 0) as [|Hne]; [lra|]. apply Rabs_pos_lt in Hne. lra.
Qed.

Theorem contraction_principle : exists x, inside x /\
  (forall i, (i < n)%nat -> g x i = x i) /\
  (forall y, inside y -> (forall i, (i < n)%nat -> g y i = y i) -> forall i, (i < n)%nat -> y i = x i).
Proof.
  set (x := fun i => real (Lim_seq (fun k => iterate k i))).
  assert (Hx : forall i, (i < n)%nat -> is_lim_seq (fun k => iterate k i) (x i)).
  { intros i Hi. destruct (iterate_converges i Hi) as [l Hl]. unfold x.
    rewrite (is_lim_seq_unique _ _ Hl). exact Hl. }
  assert (Hclose : forall k i, (i < n)%nat -> Rabs (x i - iterate k i) <= q ^ k * (r i / (1 - q))).
  { intros k i Hi. assert (L : is_lim_seq (fun m => iterate (m + k) i - iterate k i) (x i - iterate k i)).
    { apply is_lim_seq_minus'; [now apply (is_lim_seq_incr_n (fun k => iterate k i)), Hx|].
      apply is_lim_seq_const. }
    apply is_lim_seq_abs in L.
    assert (K := is_lim_seq_le _ _ _ _ (fun m => iterate_far k m i Hi) L (is_lim_seq_const _)).
    exact K. }
  assert (Hxi : inside x).
  { intros i Hi. assert (L : is_lim_seq (fun m => iterate m i - c i) (x i - c i)).
    { apply is_lim_seq_minus'; [now apply Hx|apply is_lim_seq_const]. }
    apply is_lim_seq_abs in L.
    exact (is_lim_seq_le _ _ _ _ (fun m => iterate_inside m i Hi) L (is_lim_seq_const _)). }
  assert (Ex : forall i, (i < n)%nat -> g x i = x i); [|exists x; split; [exact Hxi|]; split; [exact Ex|]].
  - intros i Hi. assert (P := Hr i Hi). assert (D : 0 < r i / (1 - q)) by (apply Rdiv_lt_0_compat; lra).
    assert (Z : Rabs (g x i - x i) <= 0).
    { apply (below_power (2 * (r i / (1 - q)))); [lra|]. intros k.
      assert (K := Hclose (S k) i Hi).
      assert (L : Rabs (g x i - iterate (S k) i) <= q * (q ^ k * (/ (1 - q))) * r i).
      { apply (closer x (iterate k)); [exact Hxi|apply iterate_inside| | |exact Hi].
        - apply Rmult_le_pos; [apply pow_le; lra|apply Rlt_le, Rinv_0_lt_compat; lra].
        - intros j Hj. specialize (Hclose k j Hj). unfold Rdiv in Hclose. lra. }
      assert (Q : 0 <= q ^ k) by (apply pow_le; lra).
      replace (q * (q ^ k * / (1 - q)) * r i) with (q * (q ^ k * (r i / (1 - q)))) in L
        by (unfold Rdiv; ring).
      change (q ^ S k) with (q * q ^ k) in K.
      assert (0 <= q ^ k * (r i / (1 - q))) by (apply Rmult_le_pos; lra).
      rewrite Rabs_minus_sym in K.
      replace (g x i - x i) with ((g x i - iterate (S k) i) + (iterate (S k) i - x i)) by ring.
      apply Rle_trans with (1 := Rabs_triang _ _). nra. }
    destruct (Req_dec (g x i - x i) 0) as [|Hne]; [lra|]. apply Rabs_pos_lt in Hne. lra.
  - intros y Hy Ey i Hi. now apply fixed_unique.
Qed.

End Krawczyk.

(** ** The rule *)

(** [F] is to have a zero in the box of centre [c] and radii [r]; [Y] is any matrix, [g x = x - Y F x].
    The rows of [A x] are those of [I - Y F' x], so that the mean value theorem gives differences of [g].
    The enclosure of [c - Y F c + A x t] lies in the interior of the box, with [q] to spare. *)
Theorem rule_krawczyk n (c r : vec) (F : vec -> vec) (Y : nat -> nat -> R) (J : vec -> nat -> nat -> R) q :
  (forall i, (i < n)%nat -> 0 < r i) -> 0 <= q < 1 ->
  let A x i j := (if Nat.eqb i j then 1 else 0) - \sum_(l < n) (Y i l * J x l j) in
  let g x i := x i - apply n Y (F x) i in
  (** the mean value theorem, row by row, for [F] continuously differentiable with derivative [J] *)
  (forall x y i, inside n r c x -> inside n r c y -> (i < n)%nat -> exists z, inside n r c z /\
     g x i - g y i = \sum_(j < n) (A z i j * (x j - y j))) ->
  (** the enclosure lies inside *)
  (forall x i, inside n r c x -> (i < n)%nat ->
     Rabs (apply n Y (F c) i) + \sum_(j < n) (Rabs (A x i j) * r j) <= q * r i) ->
  exists x, inside n r c x /\ (forall i, (i < n)%nat -> F x i = 0) /\
    (forall y, inside n r c y -> (forall i, (i < n)%nat -> F y i = 0) ->
       forall i, (i < n)%nat -> y i = x i).
Proof.
  intros Hr Hq A g Hmean Henc.
  assert (HA : forall x, inside n r c x -> contracts n r q (A x)).
  { intros x Hx i Hi. specialize (Henc x i Hx Hi). assert (P := Rabs_pos (apply n Y (F c) i)). lra. }
  assert (Hc := centre_inside n r Hr c).
  assert (Hrows : forall x y, inside n r c x -> inside n r c y -> forall i, (i < n)%nat -> exists a : vec,
    g x i - g y i = \sum_(j < n) (a j * (x j - y j)) /\ \sum_(j < n) (Rabs (a j) * r j) <= q * r i).
  { intros x y Hx Hy i Hi. destruct (Hmean x y i Hx Hy Hi) as [z [Hz E]]. exists (A z i).
    split; [exact E|now apply HA]. }
  assert (Hin : forall x, inside n r c x -> inside n r c (g x)).
  { intros x Hx i Hi. destruct (Hmean x c i Hx Hc Hi) as [z [Hz E]]. specialize (Henc z i Hz Hi).
    replace (g x i - c i) with (\sum_(j < n) (A z i j * (x j - c j)) + - apply n Y (F c) i)
      by (rewrite <- E; unfold g; ring).
    apply Rle_trans with (1 := Rabs_triang _ _). rewrite Rabs_Ropp.
    assert (K : Rabs (\sum_(j < n) (A z i j * (x j - c j))) <= \sum_(j < n) (Rabs (A z i j) * r j)).
    { apply Rle_trans with (1 := sum_Rabs _ _). apply sum_le. intros j Hj. rewrite Rabs_mult.
      apply Rmult_le_compat_l; [apply Rabs_pos|now apply Hx]. }
    assert (P := Hr i Hi). nra. }
  destruct (contraction_principle n r q Hr Hq c g Hin Hrows) as [x [Hx [Ex Hu]]].
  exists x. split; [exact Hx|]. split.
  - apply (invertible n r q Hr Hq Y (J x)); [now apply HA|].
    intros i Hi. specialize (Ex i Hi). unfold g in Ex. lra.
  - intros y Hy Ey. apply Hu; [exact Hy|]. intros i Hi. unfold g, apply.
    rewrite (sum_ext n _ (fun _ => 0)), sum_zero by (intros; rewrite Ey by assumption; ring). ring.
Qed.
