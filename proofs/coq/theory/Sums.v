(** * Finite sums of reals, over an index and over pairs of indices

    Sums over [i < n], over [j < n] with [j <> i], and over pairs [i < j < n], with the lemmas
    that the theory needs: order, linearity, exchange of the two ways to sum over pairs,
    derivatives.  Relies on the standard library and Coquelicot only. *)

From Coq Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(** A vector is a sequence of which only the first [d] entries matter. *)
Notation vec := (nat -> R).

Fixpoint sum (n : nat) (F : nat -> R) : R :=
  match n with O => 0 | S n => sum n F + F n end.

Notation "\sum_ ( i < n ) F" := (sum n (fun i => F))
  (at level 41, i, n at level 50, F at level 41).

Definition sum_except (n i : nat) (F : nat -> R) : R :=
  \sum_(j < n) (if Nat.eqb j i then 0 else F j).

Notation "\sum_ ( j < n 'without' i ) F" := (sum_except n i (fun j => F))
  (at level 41, j, n, i at level 50, F at level 41).

Definition sum_pairs (n : nat) (F : nat -> nat -> R) : R := \sum_(j < n) \sum_(i < j) F i j.

Notation "\sum_ ( i < j < n ) F" := (sum_pairs n (fun i j => F))
  (at level 41, i, j, n at level 50, F at level 41).

(** ** Sums over one index *)

Lemma sum_ext n F G : (forall i, (i < n)%nat -> F i = G i) -> sum n F = sum n G.
Proof.
  induction n as [|n IH]; simpl; intros H; [reflexivity|].
  rewrite IH, H; auto.
Qed.

Lemma sum_zero n : \sum_(i < n) 0 = 0.
Proof. induction n as [|n IH]; simpl; [|rewrite IH]; ring. Qed.

Lemma sum_const n c : \sum_(i < n) c = INR n * c.
Proof.
  induction n as [|n IH]; [simpl; ring|].
  cbn [sum]. rewrite IH, S_INR. ring.
Qed.

Lemma sum_plus n F G : \sum_(i < n) (F i + G i) = sum n F + sum n G.
Proof. induction n as [|n IH]; simpl; [|rewrite IH]; ring. Qed.

Lemma sum_scal n c F : \sum_(i < n) (c * F i) = c * sum n F.
Proof. induction n as [|n IH]; simpl; [|rewrite IH]; ring. Qed.

Lemma sum_minus n F G : \sum_(i < n) (F i - G i) = sum n F - sum n G.
Proof. induction n as [|n IH]; simpl; [|rewrite IH]; ring. Qed.

Lemma sum_le n F G : (forall i, (i < n)%nat -> F i <= G i) -> sum n F <= sum n G.
Proof.
  induction n as [|n IH]; simpl; intros H; [lra|].
  assert (sum n F <= sum n G) by (apply IH; auto). assert (F n <= G n) by auto. lra.
Qed.

Lemma sum_lt n F G :
  (forall i, (i < n)%nat -> F i <= G i) -> (exists i, (i < n)%nat /\ F i < G i) ->
  sum n F < sum n G.
Proof.
  induction n as [|n IH]; simpl; intros Hle [i [Hi Hlt]]; [lia|].
  assert (F n <= G n) by auto. assert (sum n F <= sum n G) by (apply sum_le; auto).
  destruct (Nat.eq_dec i n) as [->|]; [lra|].
  assert (sum n F < sum n G); [|lra].
  apply IH; auto. exists i; split; auto; lia.
Qed.

Lemma sum_ge0 n F : (forall i, (i < n)%nat -> 0 <= F i) -> 0 <= sum n F.
Proof. intros H. rewrite <- (sum_zero n). now apply sum_le. Qed.

Lemma sum_gt0 n F :
  (forall i, (i < n)%nat -> 0 <= F i) -> (exists i, (i < n)%nat /\ 0 < F i) -> 0 < sum n F.
Proof. intros H H'. rewrite <- (sum_zero n). now apply sum_lt. Qed.

(** A sum with a single non-zero term. *)
Lemma sum_single n i F :
  (i < n)%nat -> (forall j, (j < n)%nat -> j <> i -> F j = 0) -> sum n F = F i.
Proof.
  induction n as [|n IH]; intros Hi H; [lia|]. cbn [sum].
  destruct (Nat.eq_dec i n) as [->|Hne].
  - rewrite (sum_ext n F (fun _ => 0)) by (intros; apply H; lia). rewrite sum_zero. ring.
  - rewrite IH, (H n) by (intros; auto; lia). ring.
Qed.

Lemma is_derive_sum n (F F' : nat -> R -> R) t :
  (forall i, (i < n)%nat -> is_derive (F i) t (F' i t)) ->
  is_derive (fun t => \sum_(i < n) F i t) t (\sum_(i < n) F' i t).
Proof.
  induction n as [|n IH]; simpl; intros H; [apply @is_derive_const|].
  apply @is_derive_plus; auto.
Qed.

(** ** Sums over the other indices *)

Lemma sum_except_ext n i F G :
  (forall j, (j < n)%nat -> j <> i -> F j = G j) -> sum_except n i F = sum_except n i G.
Proof.
  intros H. apply sum_ext. intros j Hj.
  destruct (Nat.eqb_spec j i); auto.
Qed.

Lemma sum_except_split n i F : (i < n)%nat -> sum n F = F i + sum_except n i F.
Proof.
  intros Hi. unfold sum_except.
  rewrite (sum_ext n F (fun j => (if Nat.eqb j i then F j else 0)
                                 + (if Nat.eqb j i then 0 else F j))).
  - rewrite sum_plus. f_equal.
    rewrite (sum_single n i); [now rewrite Nat.eqb_refl|exact Hi|].
    intros j _ Hne. apply Nat.eqb_neq in Hne. now rewrite Hne.
  - intros j _. destruct (Nat.eqb j i); ring.
Qed.

Lemma sum_except_const n i c : (i < n)%nat -> \sum_(j < n without i) c = (INR n - 1) * c.
Proof.
  intros Hi. assert (H := sum_except_split n i (fun _ => c) Hi).
  rewrite sum_const in H. lra.
Qed.

Lemma sum_except_scal n i c F : \sum_(j < n without i) (c * F j) = c * sum_except n i F.
Proof.
  unfold sum_except. rewrite <- sum_scal. apply sum_ext. intros j _.
  destruct (Nat.eqb j i); ring.
Qed.

Lemma sum_except_plus n i F G :
  \sum_(j < n without i) (F j + G j) = sum_except n i F + sum_except n i G.
Proof.
  unfold sum_except. rewrite <- sum_plus. apply sum_ext. intros j _.
  destruct (Nat.eqb j i); ring.
Qed.

Lemma sum_except_le n i F G :
  (forall j, (j < n)%nat -> j <> i -> F j <= G j) -> sum_except n i F <= sum_except n i G.
Proof.
  intros H. apply sum_le. intros j Hj. destruct (Nat.eqb_spec j i); [lra|auto].
Qed.

Lemma sum_except_lt n i F G :
  (forall j, (j < n)%nat -> j <> i -> F j <= G j) ->
  (exists j, (j < n)%nat /\ j <> i /\ F j < G j) ->
  sum_except n i F < sum_except n i G.
Proof.
  intros Hle [j [Hj [Hne Hlt]]]. apply sum_lt.
  - intros l Hl. destruct (Nat.eqb_spec l i); [lra|auto].
  - exists j. split; [exact Hj|]. apply Nat.eqb_neq in Hne. now rewrite Hne.
Qed.

Lemma is_derive_sum_except n i (F F' : nat -> R -> R) t :
  (forall j, (j < n)%nat -> j <> i -> is_derive (F j) t (F' j t)) ->
  is_derive (fun t => \sum_(j < n without i) F j t) t (\sum_(j < n without i) F' j t).
Proof.
  intros H.
  apply (is_derive_sum n (fun j t => if Nat.eqb j i then 0 else F j t)
                         (fun j t => if Nat.eqb j i then 0 else F' j t)).
  intros j Hj. destruct (Nat.eqb_spec j i); [apply @is_derive_const|auto].
Qed.

(** ** Sums over pairs *)

Lemma sum_pairs_ext n F G :
  (forall i j, (i < j < n)%nat -> F i j = G i j) -> sum_pairs n F = sum_pairs n G.
Proof. intros H. apply sum_ext; intros j Hj. apply sum_ext; intros i Hi. apply H; lia. Qed.

Lemma sum_pairs_zero n : \sum_(i < j < n) 0 = 0.
Proof.
  unfold sum_pairs. rewrite (sum_ext n _ (fun _ => 0)); [apply sum_zero|].
  intros; apply sum_zero.
Qed.

Lemma sum_pairs_plus n F G :
  \sum_(i < j < n) (F i j + G i j) = sum_pairs n F + sum_pairs n G.
Proof.
  unfold sum_pairs. rewrite <- sum_plus. apply sum_ext; intros; apply sum_plus.
Qed.

Lemma sum_pairs_scal n c F : \sum_(i < j < n) (c * F i j) = c * sum_pairs n F.
Proof.
  unfold sum_pairs. rewrite <- sum_scal. apply sum_ext; intros; apply sum_scal.
Qed.

Lemma sum_pairs_le n F G :
  (forall i j, (i < j < n)%nat -> F i j <= G i j) -> sum_pairs n F <= sum_pairs n G.
Proof. intros H. apply sum_le; intros j Hj. apply sum_le; intros i Hi. apply H; lia. Qed.

Lemma sum_pairs_lt n F G :
  (forall i j, (i < j < n)%nat -> F i j <= G i j) ->
  (exists i j, (i < j < n)%nat /\ F i j < G i j) ->
  sum_pairs n F < sum_pairs n G.
Proof.
  intros Hle [i [j [Hij Hlt]]]. apply sum_lt.
  - intros l Hl. apply sum_le; intros; apply Hle; lia.
  - exists j. split; [lia|]. apply sum_lt; [intros; apply Hle; lia|].
    exists i. split; [lia|exact Hlt].
Qed.

Lemma sum_pairs_ge0 n F : (forall i j, (i < j < n)%nat -> 0 <= F i j) -> 0 <= sum_pairs n F.
Proof. intros H. rewrite <- (sum_pairs_zero n). now apply sum_pairs_le. Qed.

Lemma sum_pairs_gt0 n F :
  (forall i j, (i < j < n)%nat -> 0 <= F i j) -> (exists i j, (i < j < n)%nat /\ 0 < F i j) ->
  0 < sum_pairs n F.
Proof. intros H H'. rewrite <- (sum_pairs_zero n). now apply sum_pairs_lt. Qed.

Lemma is_derive_sum_pairs n (F F' : nat -> nat -> R -> R) t :
  (forall i j, (i < j < n)%nat -> is_derive (F i j) t (F' i j t)) ->
  is_derive (fun t => \sum_(i < j < n) F i j t) t (\sum_(i < j < n) F' i j t).
Proof.
  intros H. unfold sum_pairs.
  apply (is_derive_sum n (fun j t => \sum_(i < j) F i j t) (fun j t => \sum_(i < j) F' i j t)).
  intros j Hj. apply (is_derive_sum j (fun i t => F i j t) (fun i t => F' i j t)).
  intros i Hi. apply H; lia.
Qed.

Lemma sum_pairs_S n F : sum_pairs (S n) F = sum_pairs n F + \sum_(i < n) F i n.
Proof. reflexivity. Qed.

Lemma sum_except_last n i F :
  (i < n)%nat -> sum_except (S n) i F = sum_except n i F + F n.
Proof.
  intros Hi. unfold sum_except. cbn [sum].
  replace (Nat.eqb n i) with false by (symmetry; apply Nat.eqb_neq; lia). reflexivity.
Qed.

Lemma sum_except_self n F : sum_except (S n) n F = sum n F.
Proof.
  unfold sum_except. cbn [sum]. rewrite Nat.eqb_refl.
  rewrite (sum_ext n _ F); [ring|].
  intros j Hj. replace (Nat.eqb j n) with false by (symmetry; apply Nat.eqb_neq; lia).
  reflexivity.
Qed.

(** Every ordered pair is met once: the sum over [i] and over [j <> i] collects both orders. *)
Lemma sum_except_pairs n A :
  \sum_(i < n) \sum_(j < n without i) A i j = \sum_(i < j < n) (A i j + A j i).
Proof.
  induction n as [|n IH]; [reflexivity|].
  cbn [sum]. rewrite sum_except_self.
  rewrite (sum_ext n _ (fun i => \sum_(j < n without i) A i j + A i n))
    by (intros; now apply sum_except_last).
  rewrite sum_plus, IH.
  rewrite sum_pairs_S.
  rewrite (sum_plus n (fun i => A i n) (fun i => A n i)).
  change (sum n (A n)) with (\sum_(i < n) A n i). ring.
Qed.

Lemma sum_pairs_const n c : \sum_(i < j < n) c = INR n * (INR n - 1) / 2 * c.
Proof.
  assert (E : \sum_(i < n) \sum_(j < n without i) (c/2) = \sum_(i < j < n) (c/2 + c/2))
    by apply (sum_except_pairs n (fun _ _ => c/2)).
  rewrite (sum_ext n _ (fun _ => (INR n - 1) * (c/2))) in E
    by (intros; now apply sum_except_const).
  rewrite sum_const in E. rewrite (sum_pairs_ext n _ (fun _ _ => c/2 + c/2)) by (intros; field).
  rewrite <- E. field.
Qed.

Lemma sum_pairs_2 F : sum_pairs 2 F = F 0%nat 1%nat.
Proof. unfold sum_pairs. simpl. ring. Qed.
