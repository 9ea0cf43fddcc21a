(** * The rules pair-monotone, pair-antitone and convex-energy: Hessians that increase, or decrease, with the
      singular values, for every width

    If [P_x] and [P_y] are convex where both arguments are positive, the Hessian of
    [F s = \sum_(i < j) P (s i) (s j)] increases, in the Loewner order (that of quadratic forms), with every
    [s i].  So bounds and eigenvalue counts pass from the upper corner of a box to the box, or from the
    lower one; where ends are infinite, or 0, from the smaller boxes of [rule_pair_monotone_upper] and
    [rule_pair_monotone_lower].  As in Critical.v, [P] is any function with the derivatives that are named;
    nothing of the model occurs. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Gradient Blocks Concavity Rules Roots Critical.
Open Scope R_scope.

(** [s <= s'], in each of [d] entries. *)
Definition below (d : nat) (s s' : vec) : Prop := forall i, (i < d)%nat -> s i <= s' i.

(** A function of two positive numbers is convex: the entries and the determinant of its Hessian
    [[a b] [b c]]. *)
Definition convex_block (a b c : R -> R -> R) : Prop := forall x y, 0 < x -> 0 < y ->
  0 <= a x y /\ 0 <= c x y /\ 0 <= a x y * c x y - (b x y)^2.

(** ** Parts of a vector *)

(** [0, ..., 0, v 0, v 1, ...] with [m] zeros, and [v 0, ..., v (n - 1), 0, 0, ...]. *)
Definition later (m : nat) (v : vec) : vec := fun i => if Nat.ltb i m then 0 else v (i - m)%nat.
Definition earlier (n : nat) (v : vec) : vec := fun i => if Nat.ltb i n then v i else 0.

Lemma later_before m v i : (i < m)%nat -> later m v i = 0.
Proof. intros Hi. unfold later. now apply Nat.ltb_lt in Hi as ->. Qed.

Lemma later_at m v i : later m v (m + i)%nat = v i.
Proof.
  unfold later. replace (Nat.ltb (m + i) m) with false by (symmetry; apply Nat.ltb_ge; lia).
  f_equal. lia.
Qed.

Lemma earlier_at n v i : (i < n)%nat -> earlier n v i = v i.
Proof. intros Hi. unfold earlier. now apply Nat.ltb_lt in Hi as ->. Qed.

Lemma earlier_after n v i : earlier n v (n + i)%nat = 0.
Proof. unfold earlier. now replace (Nat.ltb (n + i) n) with false by (symmetry; apply Nat.ltb_ge; lia). Qed.

Lemma sum_split m n F : sum (m + n) F = sum m F + \sum_(i < n) F (m + i)%nat.
Proof.
  induction n as [|n IH]; [rewrite Nat.add_0_r; simpl; ring|].
  rewrite Nat.add_succ_r. cbn [sum]. rewrite IH. ring.
Qed.

Lemma form_diagonal d (f : nat -> R) v :
  form d (fun k l => if Nat.eqb l k then f k else 0) v = \sum_(k < d) (f k * (v k)^2).
Proof.
  apply sum_ext. intros k Hk. rewrite (sum_single d k); [rewrite Nat.eqb_refl; ring|exact Hk|].
  intros l _ Hl. apply Nat.eqb_neq in Hl. rewrite Hl. ring.
Qed.

(** The embeddings keep lengths, so also subspaces their dimensions. *)
Lemma norm2_later m n v : norm2 (m + n) (later m v) = norm2 n v.
Proof.
  unfold norm2. rewrite sum_split, (sum_ext m _ (fun _ => 0)), sum_zero, Rplus_0_l.
  - apply sum_ext. intros i _. now rewrite later_at.
  - intros i Hi. rewrite later_before by exact Hi. ring.
Qed.

Lemma norm2_earlier n m v : norm2 (n + m) (earlier n v) = norm2 n v.
Proof.
  unfold norm2. rewrite sum_split, (sum_ext m _ (fun _ => 0)), sum_zero, Rplus_0_r.
  - apply sum_ext. intros i Hi. now rewrite earlier_at.
  - intros i _. rewrite earlier_after. ring.
Qed.

(** ** The rule *)

Section Monotone.

Variables P Px Py Pxx Pxy Pyy Pxxx Pxxy Pxyy Pyyy : R -> R -> R.
Hypothesis HP : has_slopes P Px Py.
Hypothesis HPx : has_slopes Px Pxx Pxy.
Hypothesis HPy : has_slopes Py Pxy Pyy.
Hypothesis HPxx : has_slopes Pxx Pxxx Pxxy.
Hypothesis HPxy : has_slopes Pxy Pxxy Pxyy.
Hypothesis HPyy : has_slopes Pyy Pxyy Pyyy.
Hypothesis Hx : convex_block Pxxx Pxxy Pxyy.
Hypothesis Hy : convex_block Pxxy Pxyy Pyyy.

(** The Hessian of [F] at [s]. *)
Let H (d : nat) (s : vec) : nat -> nat -> R := pairs_hessian Pxx Pxy Pyy d s.

Lemma form_pairs_hessian d s v : form d (H d s) v = pair_form Pxx Pxy Pyy d s v.
Proof.
  unfold form, H, pairs_hessian, pair_form.
  rewrite (sum_ext d _ (fun k => \sum_(i < j < d) (v k * \sum_(l < d)
    (embedded (Pxx (s i) (s j)) (Pxy (s i) (s j)) (Pyy (s i) (s j)) i j k l * v l)))).
  - rewrite (sum_of_sum_pairs d d (fun i j k => v k * \sum_(l < d)
      (embedded (Pxx (s i) (s j)) (Pxy (s i) (s j)) (Pyy (s i) (s j)) i j k l * v l))).
    apply sum_pairs_ext. intros i j Hij.
    rewrite (sum_ext d _ (fun k =>
      (if Nat.eqb k i then Pxx (s i) (s j) * v i + Pxy (s i) (s j) * v j else 0) * v k
      + (if Nat.eqb k j then Pxy (s i) (s j) * v i + Pyy (s i) (s j) * v j else 0) * v k)).
    + rewrite sum_plus, !sum_at by lia. unfold pair_block. ring.
    + intros k _. rewrite embedded_row by assumption. ring.
  - intros k _. rewrite sum_pairs_scal, <- sum_of_sum_pairs, <- sum_scal.
    apply sum_ext. intros l _.
    rewrite (Rmult_assoc _ (v k)), Rmult_comm, <- sum_pairs_scal, <- sum_pairs_scal.
    apply sum_pairs_ext. intros; ring.
Qed.

Lemma orthant_below d s s' : orthant d s -> below d s s' -> orthant d s'.
Proof. intros Ho Hb i Hi. specialize (Ho i Hi). specialize (Hb i Hi). lra. Qed.

(** The form moves along a line by the forms of the Hessians of [P_x] and [P_y]. *)
Lemma is_derive_pair_form d s w v t : orthant d (line s w t) ->
  is_derive (fun t => pair_form Pxx Pxy Pyy d (line s w t) v) t
    (\sum_(i < j < d) let x := line s w t i in let y := line s w t j in
       (w i * pair_block Pxxx Pxxy Pxyy x y (v i) (v j)
        + w j * pair_block Pxxy Pxyy Pyyy x y (v i) (v j))).
Proof.
  intros Ho.
  apply (is_derive_sum_pairs d
    (fun i j t => pair_block Pxx Pxy Pyy (line s w t i) (line s w t j) (v i) (v j))
    (fun i j t => w i * pair_block Pxxx Pxxy Pxyy (line s w t i) (line s w t j) (v i) (v j)
       + w j * pair_block Pxxy Pxyy Pyyy (line s w t i) (line s w t j) (v i) (v j))).
  intros i j Hij. assert (Hi : 0 < line s w t i) by (apply Ho; lia).
  assert (Hj : 0 < line s w t j) by (apply Ho; lia).
  assert (Di := line_velocity d s w t i ltac:(lia)). assert (Dj := line_velocity d s w t j ltac:(lia)).
  assert (D1 := HPxx (fun t => line s w t i) (fun t => line s w t j) t _ _ Hi Hj Di Dj).
  assert (D2 := HPxy (fun t => line s w t i) (fun t => line s w t j) t _ _ Hi Hj Di Dj).
  assert (D3 := HPyy (fun t => line s w t i) (fun t => line s w t j) t _ _ Hi Hj Di Dj).
  cbv beta in D1, D2, D3.
  apply (is_derive_ext (fun t => (v i)^2 * Pxx (line s w t i) (line s w t j)
    + (2 * v i * v j) * Pxy (line s w t i) (line s w t j)
    + (v j)^2 * Pyy (line s w t i) (line s w t j))).
  { intros r. unfold pair_block. match goal with |- ?a = ?b => change (@eq R a b) end. ring. }
  evar_last.
  - apply @is_derive_plus; [apply @is_derive_plus|]; apply is_derive_scal; [exact D1|exact D2|exact D3].
  - unfold plus; simpl. unfold pair_block. ring.
Qed.

(** [H s <= H s'] if [s <= s']. *)
Theorem rule_pair_monotone d s s' v : orthant d s -> below d s s' ->
  form d (H d s) v <= form d (H d s') v.
Proof.
  intros Ho Hb. rewrite !form_pairs_hessian. set (w := fun i => s' i - s i).
  assert (K := rule_subdivide_monotone (fun t => pair_form Pxx Pxy Pyy d (line s w t) v)
    (fun t => \sum_(i < j < d) let x := line s w t i in let y := line s w t j in
       (w i * pair_block Pxxx Pxxy Pxyy x y (v i) (v j)
        + w j * pair_block Pxxy Pxyy Pyyy x y (v i) (v j))) 0 1).
  assert (Hl : forall t, 0 <= t <= 1 -> orthant d (line s w t)).
  { intros t Ht. apply orthant_segment; [exact Ho|now apply (orthant_below d s)|exact Ht]. }
  assert (E := line_segment_1 s s'). fold w in E. cbv beta in K. rewrite <- E at 1.
  rewrite <- (line_0 s w) at 1. apply K; [| |lra].
  - intros t Ht. now apply is_derive_pair_form, Hl.
  - intros t Ht. apply sum_pairs_ge0. intros i j Hij. cbv zeta.
    assert (Hi := Hl t Ht i ltac:(lia)). assert (Hj := Hl t Ht j ltac:(lia)).
    assert (Bi : 0 <= w i) by (specialize (Hb i ltac:(lia)); unfold w; lra).
    assert (Bj : 0 <= w j) by (specialize (Hb j ltac:(lia)); unfold w; lra).
    destruct (Hx _ _ Hi Hj) as [X1 [X2 X3]]. destruct (Hy _ _ Hi Hj) as [Y1 [Y2 Y3]].
    apply Rplus_le_le_0_compat; apply Rmult_le_pos; try assumption; now apply form2_nonnegative.
Qed.

(** And [H] is the Hessian of [F]: the derivative of its gradient. *)
Theorem rule_pair_monotone_hessian d : forall s, orthant d s ->
  is_gradient d (fun s => \sum_(i < j < d) P (s i) (s j)) s (pairs_gradient Px Py d s) /\
  forall k, is_gradient d (fun s => pairs_gradient Px Py d s k) s (H d s k).
Proof.
  intros s Ho. split; [now apply pairs_is_gradient|]. intros k. now apply pairs_is_hessian.
Qed.

(** Bounds on eigenvalues: [H <= c I], [H < c I] from above, [c I <= H], [c I < H] from below. *)
Theorem rule_pair_monotone_bound d s s' c : orthant d s -> below d s s' ->
  ((forall v, form d (H d s') v <= c * norm2 d v) -> forall v, form d (H d s) v <= c * norm2 d v) /\
  ((forall v, nonzero d v -> form d (H d s') v < c * norm2 d v) ->
    forall v, nonzero d v -> form d (H d s) v < c * norm2 d v) /\
  ((forall v, c * norm2 d v <= form d (H d s) v) -> forall v, c * norm2 d v <= form d (H d s') v) /\
  ((forall v, nonzero d v -> c * norm2 d v < form d (H d s) v) ->
    forall v, nonzero d v -> c * norm2 d v < form d (H d s') v).
Proof.
  intros Ho Hb. assert (K := fun v => rule_pair_monotone d s s' v Ho Hb).
  repeat split; intros B v; [| intros Hv | | intros Hv]; specialize (K v);
    [specialize (B v)|specialize (B v Hv)|specialize (B v)|specialize (B v Hv)]; lra.
Qed.

(** Eigenvalue counts, in the words of [rule_congruence]: on the span of [X 0, ..., X (n - 1)]. *)
Theorem rule_pair_monotone_count d s s' c n (X : nat -> vec) : orthant d s -> below d s s' ->
  ((forall z, nonzero n z -> nonzero d (combination n X z) /\
      form d (H d s') (combination n X z) < c * norm2 d (combination n X z)) ->
    forall z, nonzero n z -> nonzero d (combination n X z) /\
      form d (H d s) (combination n X z) < c * norm2 d (combination n X z)) /\
  ((forall z, nonzero n z -> nonzero d (combination n X z) /\
      c * norm2 d (combination n X z) < form d (H d s) (combination n X z)) ->
    forall z, nonzero n z -> nonzero d (combination n X z) /\
      c * norm2 d (combination n X z) < form d (H d s') (combination n X z)).
Proof.
  intros Ho Hb. split; intros B z Hz; destruct (B z Hz) as [N L]; (split; [exact N|]);
    assert (K := rule_pair_monotone d s s' (combination n X z) Ho Hb); lra.
Qed.

(** Without some singular values, the first [m] or the last [m]: the form on vectors whose entries there are 0
    (so [rule_congruence]'s subspaces, of which the eigenvalues below [c], above [c], are counted). *)
Theorem rule_pair_monotone_without_first m n s v : (forall x y, 0 < x -> 0 < y -> Pyy x y <= 0) ->
  orthant (m + n) s -> form (m + n) (H (m + n) s) (later m v) <= form n (H n (fun i => s (m + i)%nat)) v.
Proof.
  intros Hle Ho. rewrite !form_pairs_hessian. unfold pair_form, sum_pairs.
  rewrite sum_split, (sum_ext m _ (fun _ => 0)), sum_zero, Rplus_0_l.
  - apply sum_le. intros j Hj. rewrite sum_split, later_at.
    match goal with |- _ <= ?b => rewrite <- (Rplus_0_l b) end. apply Rplus_le_compat.
    + rewrite <- (sum_zero m). apply sum_le. intros i Hi. rewrite later_before by exact Hi.
      assert (K := Hle (s i) (s (m + j)%nat) (Ho i ltac:(lia)) (Ho (m + j)%nat ltac:(lia))).
      generalize (pow2_ge_0 (v j)). unfold pair_block. nra.
    + apply Req_le, sum_ext. intros i _. now rewrite later_at.
  - intros j Hj. rewrite <- (sum_zero j). apply sum_ext. intros i Hi.
    rewrite !later_before by lia. unfold pair_block. ring.
Qed.

Theorem rule_pair_monotone_without_last n m (least : R -> R) s v :
  (forall x y, 0 < x -> 0 < y -> least x <= Pxx x y) -> orthant (n + m) s ->
  form n (fun k l => H n s k l + (if Nat.eqb l k then INR m * least (s k) else 0)) v
    <= form (n + m) (H (n + m) s) (earlier n v).
Proof.
  intros Hle Ho. rewrite form_plus, form_diagonal, !form_pairs_hessian. unfold pair_form, sum_pairs.
  rewrite sum_split. apply Rplus_le_compat.
  - apply Req_le, sum_ext. intros j Hj. apply sum_ext. intros i Hi. now rewrite !earlier_at by lia.
  - rewrite (sum_ext n _ (fun i => INR m * (least (s i) * (v i)^2))) by (intros; ring).
    rewrite sum_scal, <- sum_const. apply sum_le. intros j Hj. rewrite sum_split.
    match goal with |- ?a <= _ => rewrite <- (Rplus_0_r a) end. apply Rplus_le_compat.
    + apply sum_le. intros i Hi. rewrite earlier_at, earlier_after by exact Hi.
      assert (K := Hle (s i) (s (n + j)%nat) (Ho i ltac:(lia)) (Ho (n + j)%nat ltac:(lia))).
      generalize (pow2_ge_0 (v i)). unfold pair_block. nra.
    + rewrite <- (sum_zero j). apply Req_le, sum_ext. intros i Hi. rewrite !earlier_after.
      unfold pair_block. ring.
Qed.

(** ** The rule pair-antitone: an energy less such a sum

    [e2] is the second derivative of [c psi], where the energy is [c \sum_i psi (s i)] and a constant. *)
Lemma falls_between (f df : R -> R) a b x y : (forall t, a <= t <= b -> is_derive f t (df t)) ->
  (forall t, a <= t <= b -> df t <= 0) -> a <= x -> x <= y -> y <= b -> f y <= f x.
Proof.
  intros Hd Hf Ha Hxy Hb.
  assert (K := rule_subdivide_monotone (fun t => - f t) (fun t => - df t) x y).
  assert (L : - f x <= - f y); [apply K|lra]; try lra.
  - intros t Ht. exact (is_derive_opp f t (df t) (Hd t ltac:(lra))).
  - intros t Ht. specialize (Hf t ltac:(lra)). lra.
Qed.

Theorem rule_pair_antitone d w (e2 e3 : R -> R) a b s s' v : 0 <= w ->
  (forall x, a <= x <= b -> is_derive e2 x (e3 x)) -> (forall x, a <= x <= b -> e3 x <= 0) ->
  orthant d s -> below d s s' -> (forall i, (i < d)%nat -> a <= s i /\ s' i <= b) ->
  form d (fun k l => (if Nat.eqb l k then e2 (s' k) else 0) + - w * H d s' k l) v
  <= form d (fun k l => (if Nat.eqb l k then e2 (s k) else 0) + - w * H d s k l) v.
Proof.
  intros Hw He Hf Ho Hb Hab. rewrite !form_plus, !form_diagonal, !form_scal.
  assert (K := rule_pair_monotone d s s' v Ho Hb).
  enough (\sum_(k < d) (e2 (s' k) * (v k)^2) <= \sum_(k < d) (e2 (s k) * (v k)^2)) by nra.
  apply sum_le. intros k Hk. destruct (Hab k Hk). apply Rmult_le_compat_r; [apply pow2_ge_0|].
  apply (falls_between e2 e3 a b); auto.
Qed.

(** ** The rule convex-energy: an energy less a concave function *)
Theorem rule_convex_energy d (M : nat -> nat -> R) w (e2 : R -> R) a s v : 0 <= w -> form d M v <= 0 ->
  (forall i, (i < d)%nat -> a <= e2 (s i)) ->
  a * norm2 d v <= form d (fun k l => (if Nat.eqb l k then e2 (s k) else 0) + - w * M k l) v.
Proof.
  intros Hw HM Ha. rewrite form_plus, form_diagonal, form_scal.
  enough (a * norm2 d v <= \sum_(k < d) (e2 (s k) * (v k)^2)) by nra.
  unfold norm2. rewrite <- sum_scal. apply sum_le. intros k Hk.
  apply Rmult_le_compat_r; [apply pow2_ge_0|now apply Ha].
Qed.

Theorem rule_convex_energy_strict d (M : nat -> nat -> R) w (e2 : R -> R) a s v : 0 <= w -> form d M v <= 0 ->
  (forall i, (i < d)%nat -> a < e2 (s i)) -> nonzero d v ->
  a * norm2 d v < form d (fun k l => (if Nat.eqb l k then e2 (s k) else 0) + - w * M k l) v.
Proof.
  intros Hw HM Ha Hv. rewrite form_plus, form_diagonal, form_scal.
  enough (a * norm2 d v < \sum_(k < d) (e2 (s k) * (v k)^2)) by nra.
  unfold norm2. rewrite <- sum_scal. destruct Hv as [j [Hj Hvj]].
  apply sum_lt.
  - intros k Hk. apply Rmult_le_compat_r; [apply pow2_ge_0|now apply Rlt_le, Ha].
  - exists j. split; [exact Hj|]. apply Rmult_lt_compat_r; [now apply pow2_gt_0|now apply Ha].
Qed.

End Monotone.

(** ** Corners in part *)

(** Lower ends [l], upper ends [h] that may be infinite. *)
Definition in_range (d : nat) (l : vec) (h : nat -> Rbar) (s : vec) : Prop :=
  forall i, (i < d)%nat -> l i <= s i /\ Rbar_le (s i) (h i).

(** The upper ends of a box that is tightened to the chamber's order do not increase; [M] is the greatest
    of the finite ones (if there is none, any number that is not above the lower ends, so 0).  A finite
    end [h i] becomes the point [h i], what reaches to infinity begins at [M]. *)
Definition upper_low (l : vec) (h : nat -> Rbar) (M : R) (i : nat) : R :=
  match h i with Finite b => b | _ => Rmax (l i) M end.

Definition raised (h : nat -> Rbar) (M : R) (s : vec) (i : nat) : R :=
  match h i with Finite b => b | _ => Rmax (s i) M end.

Theorem rule_pair_monotone_upper d l h M s :
  (forall i j, (i <= j < d)%nat -> Rbar_le (h j) (h i)) ->
  (forall i b, (i < d)%nat -> h i = Finite b -> b <= M) ->
  chamber d s -> in_range d l h s ->
  chamber d (raised h M s) /\ in_range d (upper_low l h M) h (raised h M s) /\
  below d s (raised h M s).
Proof.
  intros Hh HM [Ho Hc] Hs.
  assert (Hb : below d s (raised h M s)).
  { intros i Hi. destruct (Hs i Hi) as [_ B]. unfold raised.
    destruct (h i); [exact B|apply Rmax_l|contradiction]. }
  split; [split|split]; [exact (orthant_below d s _ Ho Hb)| | |exact Hb].
  - intros i j Hij. assert (B := Hh i j Hij). assert (S := Hc i j Hij).
    assert (K := HM j). assert (Km := Rmax_r (s i) M).
    destruct (Hs i ltac:(lia)) as [_ Ri]. destruct (Hs j ltac:(lia)) as [_ Rj]. unfold raised.
    destruct (h i) as [bi| |], (h j) as [bj| |]; try contradiction; [exact B| |].
    + apply Rle_trans with (2 := Km). apply K; [lia|reflexivity].
    + apply Rmax_lub; [apply Rle_trans with (1 := S), Rmax_l|exact Km].
  - intros i Hi. destruct (Hs i Hi) as [A B]. unfold raised, upper_low.
    destruct (h i) as [b| |]; simpl in *; [split; lra|split; [|exact I]|contradiction].
    apply Rmax_lub; [apply Rle_trans with (1 := A), Rmax_l|apply Rmax_r].
Qed.

(** Likewise the lower ends, of which those that are 0 are open; [M] is the least of the positive ones (if
    there is none, any positive number).  A positive end [l i] becomes the point [l i], what reaches to 0
    ends at [M], or at [h i] before. *)
Definition lower_high (l : vec) (h : nat -> Rbar) (M : R) (i : nat) : Rbar :=
  if Rlt_dec 0 (l i) then Finite (l i) else Rbar_min (h i) M.

Definition lowered (l : vec) (M : R) (s : vec) (i : nat) : R :=
  if Rlt_dec 0 (l i) then l i else Rmin (s i) M.

Theorem rule_pair_monotone_lower d l h M s : 0 < M ->
  (forall i j, (i <= j < d)%nat -> l j <= l i) ->
  (forall i, (i < d)%nat -> 0 < l i -> M <= l i) ->
  chamber d s -> in_range d l h s ->
  chamber d (lowered l M s) /\ in_range d l (lower_high l h M) (lowered l M s) /\
  below d (lowered l M s) s.
Proof.
  intros HM0 Hl HM [Ho Hc] Hs. split; [split|split].
  - intros i Hi. unfold lowered. destruct (Rlt_dec 0 (l i)); [assumption|].
    apply Rmin_glb_lt; [now apply Ho|exact HM0].
  - intros i j Hij. assert (B := Hl i j Hij). assert (S := Hc i j Hij). assert (Bi := HM i ltac:(lia)).
    unfold lowered. destruct (Rlt_dec 0 (l i)), (Rlt_dec 0 (l j)); try lra.
    + apply Rle_trans with M; [apply Rmin_r|auto].
    + apply Rmin_glb; [apply Rle_trans with (2 := S), Rmin_l|apply Rmin_r].
  - intros i Hi. destruct (Hs i Hi) as [A B]. specialize (Ho i Hi). unfold lowered, lower_high.
    destruct (Rlt_dec 0 (l i)); [split; simpl; lra|].
    split; [apply Rmin_glb; lra|].
    unfold Rbar_min. assert (K1 := Rmin_l (s i) M). assert (K2 := Rmin_r (s i) M).
    destruct (h i) as [b| |]; simpl in *; [apply Rmin_glb; lra|lra|contradiction].
  - intros i Hi. destruct (Hs i Hi) as [A B]. unfold lowered.
    destruct (Rlt_dec 0 (l i)); [exact A|apply Rmin_l].
Qed.
