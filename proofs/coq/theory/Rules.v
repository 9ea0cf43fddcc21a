(** * The inference rules of certificates

    The rules of lib/dlncert/rules about closed boxes and about Hessians, each under its name:
    [rule_subdivide], ..., [rule_peel_domain]; those about single inequalities are in Goals.v.
    They are about arbitrary functions; nothing of the model occurs.
    A matrix inequality [H <= -mu I] reads: [form d H v <= - mu |v|^2] for all [v]. *)

From Coq Require Import Reals Ranalysis5 Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Entropy Gradient Blocks Concavity.
Open Scope R_scope.

(** ** Rules for inequalities on boxes *)

Definition in_box (n : nat) (lo hi x : vec) : Prop :=
  forall i, (i < n)%nat -> lo i <= x i <= hi i.

(** A node: the closed halves of a box at [c], in coordinate [v], cover it. *)
Theorem rule_subdivide n lo hi v c (P : vec -> Prop) :
  (forall x, in_box n lo (update hi v c) x -> P x) ->
  (forall x, in_box n (update lo v c) hi x -> P x) ->
  forall x, in_box n lo hi x -> P x.
Proof.
  intros H1 H2 x Hx. destruct (Rle_lt_dec (x v) c) as [H|H]; [apply H1|apply H2];
    intros i Hi; specialize (Hx i Hi); unfold update;
    destruct (Nat.eqb_spec i v) as [->|]; lra.
Qed.

(** A mean value leaf: [f x - f c] is the gradient at some point of the segment, times [x - c]. *)
Theorem rule_subdivide_mean_value n (f : vec -> R) (p : vec -> vec) c x :
  (forall t, 0 <= t <= 1 -> is_derive (fun t => f (line c (fun i => x i - c i) t)) t
     (dot n (p (line c (fun i => x i - c i) t)) (fun i => x i - c i))) ->
  exists t, 0 < t < 1 /\
    f x = f c + dot n (p (line c (fun i => x i - c i) t)) (fun i => x i - c i).
Proof.
  intros H. destruct (MVT_cor2 (fun t => f (line c (fun i => x i - c i) t))
    (fun t => dot n (p (line c (fun i => x i - c i) t)) (fun i => x i - c i)) 0 1 Rlt_0_1)
    as [t [E Ht]].
  { intros t Ht. now apply is_derive_Reals, H. }
  exists t. split; [exact Ht|]. cbv beta in E. rewrite line_segment_1, line_0 in E. lra.
Qed.

(** A leaf by monotonicity: the minimum in a coordinate is at its lower end. *)
Theorem rule_subdivide_monotone (f df : R -> R) a b :
  (forall x, a <= x <= b -> is_derive f x (df x)) -> (forall x, a <= x <= b -> 0 <= df x) ->
  forall x, a <= x <= b -> f a <= f x.
Proof.
  intros Hd Hp x [[Hx| <-] Hb]; [|lra].
  destruct (MVT_cor2 f df a x Hx) as [c [E Hc]].
  { intros c Hc. apply is_derive_Reals, Hd. lra. }
  assert (0 <= df c * (x - a)) by (apply Rmult_le_pos; [apply Hp|]; lra). lra.
Qed.

(** ** factor-matrix *)

Definition symmetric (d : nat) (M : nat -> nat -> R) : Prop :=
  forall i j, (i < d)%nat -> (j < d)%nat -> M i j = M j i.

Definition norm2 (d : nat) (v : vec) : R := \sum_(i < d) (v i)^2.

Lemma norm2_ge0 d v : 0 <= norm2 d v.
Proof. apply sum_ge0. intros; apply pow2_ge_0. Qed.

Lemma form_pairs d M v : symmetric d M ->
  form d M v = (\sum_(i < d) (M i i * (v i)^2)) + \sum_(i < j < d) (2 * M i j * v i * v j).
Proof.
  intros HM. unfold form.
  rewrite (sum_ext d _ (fun i => M i i * (v i)^2
                                 + \sum_(j < d without i) (M i j * v i * v j))).
  - rewrite sum_plus, (sum_except_pairs d (fun i j => M i j * v i * v j)). f_equal.
    apply sum_pairs_ext. intros i j Hij. rewrite (HM j i) by lia. ring.
  - intros i Hi. rewrite (sum_except_split d i) by assumption. f_equal. ring.
Qed.

(** Gershgorin: a symmetric form is bounded below by its diagonal dominance. *)
Lemma gershgorin d M v : symmetric d M ->
  \sum_(i < d) ((M i i - \sum_(j < d without i) Rabs (M i j)) * (v i)^2) <= form d M v.
Proof.
  intros HM. rewrite form_pairs by assumption.
  rewrite (sum_ext d _ (fun i => M i i * (v i)^2
    - \sum_(j < d without i) (Rabs (M i j) * (v i)^2))).
  - rewrite sum_minus, (sum_except_pairs d (fun i j => Rabs (M i j) * (v i)^2)).
    enough (0 <= \sum_(i < j < d) (2 * M i j * v i * v j)
      + \sum_(i < j < d) (Rabs (M i j) * (v i)^2 + Rabs (M j i) * (v j)^2)) by lra.
    rewrite <- sum_pairs_plus. apply sum_pairs_ge0. intros i j Hij.
    rewrite (HM j i) by lia. assert (Ha := Rabs_pos (M i j)).
    assert (H1 := pow2_ge_0 (v i + v j)). assert (H2 := pow2_ge_0 (v i - v j)).
    unfold Rabs in *. destruct (Rcase_abs (M i j)); nra.
  - intros i Hi. rewrite (sum_except_ext d i (fun j => Rabs (M i j) * (v i)^2)
      (fun j => (v i)^2 * Rabs (M i j))) by (intros; ring).
    rewrite sum_except_scal. ring.
Qed.

Lemma form_gram d (L : nat -> nat -> R) w :
  0 <= form d (fun i j => \sum_(l < d) (L i l * L j l)) w.
Proof.
  assert (E : form d (fun i j => \sum_(l < d) (L i l * L j l)) w
    = \sum_(i < d) \sum_(j < d) \sum_(l < d) ((L i l * w i) * (L j l * w j))).
  { apply sum_ext. intros i _. apply sum_ext. intros j _.
    rewrite Rmult_assoc, Rmult_comm, <- sum_scal. apply sum_ext. intros; ring. }
  assert (Hswap : forall n m (F : nat -> nat -> R),
    \sum_(i < n) \sum_(j < m) F i j = \sum_(j < m) \sum_(i < n) F i j).
  { intros n m F. induction n as [|n IH]; simpl; [now rewrite sum_zero|].
    rewrite IH, sum_plus. reflexivity. }
  rewrite E. rewrite (sum_ext d _ (fun i => \sum_(l < d) \sum_(j < d)
    ((L i l * w i) * (L j l * w j)))) by (intros; apply Hswap).
  rewrite (Hswap d d (fun i l => \sum_(j < d) ((L i l * w i) * (L j l * w j)))).
  apply sum_ge0. intros l _.
  rewrite (sum_ext d _ (fun i => (\sum_(j < d) (L j l * w j)) * (L i l * w i))).
  - rewrite sum_scal. apply Rle_0_sqr.
  - intros i _. rewrite sum_scal. ring.
Qed.

Lemma form_plus d M N v : form d (fun i j => M i j + N i j) v = form d M v + form d N v.
Proof.
  unfold form. rewrite <- sum_plus. apply sum_ext. intros i _. rewrite <- sum_plus.
  apply sum_ext. intros; ring.
Qed.

Lemma form_scal d c M v : form d (fun i j => c * M i j) v = c * form d M v.
Proof.
  unfold form. rewrite <- sum_scal. apply sum_ext. intros i _. rewrite <- sum_scal.
  apply sum_ext. intros; ring.
Qed.

Lemma form_ext_matrix d M N v :
  (forall i j, (i < d)%nat -> (j < d)%nat -> M i j = N i j) -> form d M v = form d N v.
Proof.
  intros H. apply sum_ext. intros i Hi. apply sum_ext. intros j Hj. now rewrite H.
Qed.

(** [c A] scaled by [D] on both sides is [T] up to an error below 1; [c T - L L^T] is diagonally
    dominant by [c (d - 1)]; here [c = 2^k] and [D i = 2^(s i)]. *)
Theorem rule_factor_matrix d (A T L : nat -> nat -> R) (D : vec) (c : R) :
  0 < c -> (forall i, (i < d)%nat -> 0 < D i) -> symmetric d A -> symmetric d T ->
  (forall i j, (i < d)%nat -> (j < d)%nat -> i <> j ->
     0 <= c * D i * A i j * D j - T i j < 1) ->
  (forall i, (i < d)%nat -> 0 <= c * D i * A i i * D i - T i i) ->
  (let Q i j := c * T i j - \sum_(l < d) (L i l * L j l) in
   forall i, (i < d)%nat ->
     c * (INR d - 1) <= Q i i - \sum_(j < d without i) Rabs (Q i j)) ->
  forall v, 0 <= form d A v.
Proof.
  intros Hc HD HA HT Hoff Hdiag HQ v. set (Q := fun i j => c * T i j
    - \sum_(l < d) (L i l * L j l)) in *.
  set (E := fun i j => c * D i * A i j * D j - T i j).
  set (w := fun i => v i / D i).
  assert (HE : symmetric d E)
    by (intros i j Hi Hj; unfold E; rewrite HA, HT by assumption; ring).
  assert (HQs : symmetric d Q).
  { intros i j Hi Hj. unfold Q. rewrite HT by assumption. f_equal.
    apply sum_ext. intros; ring. }
  assert (H1 : - ((INR d - 1) * norm2 d w) <= form d E w).
  { apply Rle_trans with (2 := gershgorin d E w HE). unfold norm2.
    rewrite <- Ropp_mult_distr_l_reverse, <- sum_scal. apply sum_le. intros i Hi.
    apply Rmult_le_compat_r; [apply pow2_ge_0|].
    assert (H2 : \sum_(j < d without i) Rabs (E i j) <= \sum_(j < d without i) 1).
    { apply sum_except_le. intros j Hj Hne. assert (H := Hoff i j Hi Hj (not_eq_sym Hne)).
      unfold E. rewrite Rabs_pos_eq; lra. }
    rewrite sum_except_const in H2 by assumption. assert (H3 := Hdiag i Hi).
    unfold E at 1. lra. }
  assert (H2 : c * (INR d - 1) * norm2 d w <= form d Q w).
  { apply Rle_trans with (2 := gershgorin d Q w HQs). unfold norm2. rewrite <- sum_scal.
    apply sum_le. intros i Hi. apply Rmult_le_compat_r; [apply pow2_ge_0|]. now apply HQ. }
  assert (H3 : c * form d T w = form d Q w + form d (fun i j => \sum_(l < d) (L i l * L j l)) w).
  { rewrite <- form_scal, <- form_plus. apply form_ext_matrix. intros i j _ _. unfold Q. ring. }
  assert (H4 : c * form d A v = form d T w + form d E w).
  { rewrite <- form_plus, <- form_scal. unfold form. apply sum_ext. intros i Hi.
    apply sum_ext. intros j Hj. unfold E, w. assert (Hi' := HD i Hi). assert (Hj' := HD j Hj).
    field. lra. }
  assert (H5 := form_gram d L w).
  assert (H6 : 0 <= c * (form d T w - (INR d - 1) * norm2 d w)) by lra.
  apply (Rmult_le_reg_l c); [exact Hc|]. nra.
Qed.

(** ** Sums over pairs *)

(** [P] with its partial derivatives of first and second order on the open quadrant. *)
Record pair_function (P Px Py Pxx Pxy Pyy : R -> R -> R) : Prop := {
  pair_d : forall x y p q t, 0 < x + t * p -> 0 < y + t * q ->
    is_derive (fun t => P (x + t * p) (y + t * q)) t
      (Px (x + t * p) (y + t * q) * p + Py (x + t * p) (y + t * q) * q);
  pair_dx : forall x y p q t, 0 < x + t * p -> 0 < y + t * q ->
    is_derive (fun t => Px (x + t * p) (y + t * q)) t
      (Pxx (x + t * p) (y + t * q) * p + Pxy (x + t * p) (y + t * q) * q);
  pair_dy : forall x y p q t, 0 < x + t * p -> 0 < y + t * q ->
    is_derive (fun t => Py (x + t * p) (y + t * q)) t
      (Pxy (x + t * p) (y + t * q) * p + Pyy (x + t * p) (y + t * q) * q);
  pair_euler : exists a, forall x y, 0 < x -> 0 < y -> x * Px x y + y * Py x y = a
}.

Section Pairs.

Variables P Px Py Pxx Pxy Pyy : R -> R -> R.
Hypothesis HP : pair_function P Px Py Pxx Pxy Pyy.

(** The Hessian of [\sum_(i < j) P (s i) (s j)] as a form; it is the second derivative. *)
Definition pair_block x y p q : R := Pxx x y * p^2 + 2 * Pxy x y * p * q + Pyy x y * q^2.
Definition pair_form (d : nat) (s v : vec) : R :=
  \sum_(i < j < d) pair_block (s i) (s j) (v i) (v j).

Definition pair_slope x y p q : R := Px x y * p + Py x y * q.

Theorem pair_form_second_derivative d s v t : orthant d (line s v t) ->
  is_derive (fun t => \sum_(i < j < d) P (line s v t i) (line s v t j)) t
    (\sum_(i < j < d) pair_slope (line s v t i) (line s v t j) (v i) (v j)) /\
  is_derive (fun t => \sum_(i < j < d) pair_slope (line s v t i) (line s v t j) (v i) (v j)) t
    (pair_form d (line s v t) v).
Proof.
  intros Ho. split.
  - apply (is_derive_sum_pairs d (fun i j t => P (line s v t i) (line s v t j))
      (fun i j t => pair_slope (line s v t i) (line s v t j) (v i) (v j))).
    intros i j Hij. apply (pair_d _ _ _ _ _ _ HP); apply Ho; lia.
  - apply (is_derive_sum_pairs d
      (fun i j t => pair_slope (line s v t i) (line s v t j) (v i) (v j))
      (fun i j t => pair_block (line s v t i) (line s v t j) (v i) (v j))).
    intros i j Hij. assert (Hi : 0 < line s v t i) by (apply Ho; lia).
    assert (Hj : 0 < line s v t j) by (apply Ho; lia).
    evar_last.
    + apply @is_derive_plus.
      * apply (is_derive_ext (fun t => v i * Px (line s v t i) (line s v t j)));
          [intros; apply Rmult_comm|].
        apply is_derive_scal. exact (pair_dx _ _ _ _ _ _ HP _ _ _ _ _ Hi Hj).
      * apply (is_derive_ext (fun t => v j * Py (line s v t i) (line s v t j)));
          [intros; apply Rmult_comm|].
        apply is_derive_scal. exact (pair_dy _ _ _ _ _ _ HP _ _ _ _ _ Hi Hj).
    + unfold plus; simpl. unfold pair_block, line. ring.
Qed.

Lemma constant_derivative (f : R -> R) t l a : (forall t, f t = a) -> is_derive f t l -> l = 0.
Proof.
  intros Hf Hd. rewrite <- (is_derive_unique _ _ _ Hd).
  rewrite (Derive_ext f (fun _ => a)) by assumption. apply Derive_const.
Qed.

Lemma locally_0 (Q : R -> Prop) e : 0 < e -> (forall t, Rabs t < e -> Q t) -> locally 0 Q.
Proof.
  intros He H. exists (mkposreal e He). intros t Ht. apply H.
  unfold ball in Ht; simpl in Ht. unfold AbsRing_ball, abs, minus, plus, opp in Ht; simpl in Ht.
  now rewrite Ropp_0, Rplus_0_r in Ht.
Qed.

(** Euler's identity, differentiated. *)
Lemma euler_x x y : 0 < x -> 0 < y -> Px x y + x * Pxx x y + y * Pxy x y = 0.
Proof.
  intros Hx Hy. destruct (pair_euler _ _ _ _ _ _ HP) as [a Ha].
  assert (Hx0 : 0 < x + 0 * 1) by lra. assert (Hy0 : 0 < y + 0 * 0) by lra.
  assert (D1 := pair_dx _ _ _ _ _ _ HP x y 1 0 0 Hx0 Hy0).
  assert (D2 := pair_dy _ _ _ _ _ _ HP x y 1 0 0 Hx0 Hy0).
  assert (D : is_derive (fun t => (x + t * 1) * Px (x + t * 1) (y + t * 0)
    + y * Py (x + t * 1) (y + t * 0)) 0
    (1 * Px (x + 0 * 1) (y + 0 * 0)
     + (x + 0 * 1) * (Pxx (x + 0 * 1) (y + 0 * 0) * 1 + Pxy (x + 0 * 1) (y + 0 * 0) * 0)
     + y * (Pxy (x + 0 * 1) (y + 0 * 0) * 1 + Pyy (x + 0 * 1) (y + 0 * 0) * 0))).
  { apply @is_derive_plus; [|now apply is_derive_scal].
    apply (is_derive_mult (fun t => x + t * 1) (fun t => Px (x + t * 1) (y + t * 0)));
      [auto_derive; [trivial|ring]|exact D1|intros; apply Rmult_comm]. }
  assert (E : is_derive (fun _ => a) 0 (1 * Px (x + 0 * 1) (y + 0 * 0)
     + (x + 0 * 1) * (Pxx (x + 0 * 1) (y + 0 * 0) * 1 + Pxy (x + 0 * 1) (y + 0 * 0) * 0)
     + y * (Pxy (x + 0 * 1) (y + 0 * 0) * 1 + Pyy (x + 0 * 1) (y + 0 * 0) * 0))).
  { apply (is_derive_ext_loc _ _ _ _) with (2 := D).
    apply (locally_0 _ x Hx). intros t Ht. apply Rabs_def2 in Ht.
    rewrite <- (Ha (x + t * 1) (y + t * 0)) by lra. f_equal. ring. }
  apply (constant_derivative _ _ _ a (fun _ => eq_refl)) in E.
  replace (x + 0 * 1) with x in E by ring. replace (y + 0 * 0) with y in E by ring. lra.
Qed.

Lemma euler_y x y : 0 < x -> 0 < y -> Py x y + x * Pxy x y + y * Pyy x y = 0.
Proof.
  intros Hx Hy. destruct (pair_euler _ _ _ _ _ _ HP) as [a Ha].
  assert (Hx0 : 0 < x + 0 * 0) by lra. assert (Hy0 : 0 < y + 0 * 1) by lra.
  assert (D1 := pair_dx _ _ _ _ _ _ HP x y 0 1 0 Hx0 Hy0).
  assert (D2 := pair_dy _ _ _ _ _ _ HP x y 0 1 0 Hx0 Hy0).
  assert (D : is_derive (fun t => x * Px (x + t * 0) (y + t * 1)
    + (y + t * 1) * Py (x + t * 0) (y + t * 1)) 0
    (x * (Pxx (x + 0 * 0) (y + 0 * 1) * 0 + Pxy (x + 0 * 0) (y + 0 * 1) * 1)
     + (1 * Py (x + 0 * 0) (y + 0 * 1)
     + (y + 0 * 1) * (Pxy (x + 0 * 0) (y + 0 * 1) * 0 + Pyy (x + 0 * 0) (y + 0 * 1) * 1)))).
  { apply @is_derive_plus; [now apply is_derive_scal|].
    apply (is_derive_mult (fun t => y + t * 1) (fun t => Py (x + t * 0) (y + t * 1)));
      [auto_derive; [trivial|ring]|exact D2|intros; apply Rmult_comm]. }
  assert (E : is_derive (fun _ => a) 0
    (x * (Pxx (x + 0 * 0) (y + 0 * 1) * 0 + Pxy (x + 0 * 0) (y + 0 * 1) * 1)
     + (1 * Py (x + 0 * 0) (y + 0 * 1)
     + (y + 0 * 1) * (Pxy (x + 0 * 0) (y + 0 * 1) * 0 + Pyy (x + 0 * 0) (y + 0 * 1) * 1)))).
  { apply (is_derive_ext_loc _ _ _ _) with (2 := D).
    apply (locally_0 _ y Hy). intros t Ht. apply Rabs_def2 in Ht.
    rewrite <- (Ha (x + t * 0) (y + t * 1)) by lra. f_equal. f_equal. ring. }
  apply (constant_derivative _ _ _ a (fun _ => eq_refl)) in E.
  replace (x + 0 * 0) with x in E by ring. replace (y + 0 * 1) with y in E by ring. lra.
Qed.

(** First derivatives are homogeneous of degree -1, second ones of degree -2. *)
Section Homogeneous.

Variables G Gx Gy : R -> R -> R.
Hypothesis HG : forall x y p q t, 0 < x + t * p -> 0 < y + t * q ->
  is_derive (fun t => G (x + t * p) (y + t * q)) t
    (Gx (x + t * p) (y + t * q) * p + Gy (x + t * p) (y + t * q) * q).
Hypothesis Heuler : forall x y, 0 < x -> 0 < y -> G x y + x * Gx x y + y * Gy x y = 0.

Lemma scaled_derivative x y t : 0 < x -> 0 < y -> 0 < t ->
  is_derive (fun t => t * G (0 + t * x) (0 + t * y)) t 0.
Proof.
  intros Hx Hy Ht. assert (H1 : 0 < 0 + t * x) by nra. assert (H2 : 0 < 0 + t * y) by nra.
  evar_last.
  - apply (is_derive_mult (fun t => t) (fun t => G (0 + t * x) (0 + t * y)));
      [apply (@is_derive_id R_AbsRing)|exact (HG 0 0 x y t H1 H2)|intros; apply Rmult_comm].
  - assert (E := Heuler _ _ H1 H2). unfold plus, mult, one; simpl. lra.
Qed.

Lemma homogeneous_1 s x y : 0 < s -> 0 < x -> 0 < y -> s * G (s * x) (s * y) = G x y.
Proof.
  intros Hs Hx Hy. set (f := fun t => t * G (0 + t * x) (0 + t * y)).
  assert (Hf : f s = f 1).
  { destruct (Rtotal_order s 1) as [H|[->|H]]; [|reflexivity|symmetry];
      apply (eq_is_derive f); auto; intros t Ht; apply scaled_derivative; lra. }
  unfold f in Hf. rewrite !Rplus_0_l, !Rmult_1_l in Hf. exact Hf.
Qed.

Lemma homogeneous_2x s x y : 0 < s -> 0 < x -> 0 < y -> s^2 * Gx (s * x) (s * y) = Gx x y.
Proof.
  intros Hs Hx Hy. assert (Hsx : 0 < s * x) by nra. assert (Hsy : 0 < s * y) by nra.
  assert (H1 : 0 < s * x + 0 * s) by lra. assert (H2 : 0 < s * y + 0 * 0) by lra.
  assert (D := is_derive_scal _ _ s _ (HG (s * x) (s * y) s 0 0 H1 H2)).
  assert (H3 : 0 < x + 0 * 1) by lra. assert (H4 : 0 < y + 0 * 0) by lra.
  assert (D' := HG x y 1 0 0 H3 H4).
  set (f := fun t => G (x + t * 1) (y + t * 0)) in D'.
  set (g := fun t => s * G (s * x + t * s) (s * y + t * 0)) in D.
  assert (E : Derive f 0 = Derive g 0).
  { apply Derive_ext_loc, (locally_0 _ x Hx). intros t Ht.
    apply Rabs_def2 in Ht. unfold f, g.
    rewrite <- (homogeneous_1 s (x + t * 1) (y + t * 0)) by lra. do 2 f_equal; ring. }
  assert (Ef := is_derive_unique _ _ _ D'). assert (Eg := is_derive_unique _ _ _ D).
  assert (K := eq_trans (eq_sym Ef) (eq_trans E Eg)). clear Ef Eg E. rename K into E.
  replace (s * x + 0 * s) with (s * x) in E by ring.
  replace (s * y + 0 * 0) with (s * y) in E by ring.
  replace (x + 0 * 1) with x in E by ring. replace (y + 0 * 0) with y in E by ring. lra.
Qed.

Lemma homogeneous_2y s x y : 0 < s -> 0 < x -> 0 < y -> s^2 * Gy (s * x) (s * y) = Gy x y.
Proof.
  intros Hs Hx Hy. assert (Hsx : 0 < s * x) by nra. assert (Hsy : 0 < s * y) by nra.
  assert (H1 : 0 < s * x + 0 * 0) by lra. assert (H2 : 0 < s * y + 0 * s) by lra.
  assert (D := is_derive_scal _ _ s _ (HG (s * x) (s * y) 0 s 0 H1 H2)).
  assert (H3 : 0 < x + 0 * 0) by lra. assert (H4 : 0 < y + 0 * 1) by lra.
  assert (D' := HG x y 0 1 0 H3 H4).
  set (f := fun t => G (x + t * 0) (y + t * 1)) in D'.
  set (g := fun t => s * G (s * x + t * 0) (s * y + t * s)) in D.
  assert (E : Derive f 0 = Derive g 0).
  { apply Derive_ext_loc, (locally_0 _ y Hy). intros t Ht.
    apply Rabs_def2 in Ht. unfold f, g.
    rewrite <- (homogeneous_1 s (x + t * 0) (y + t * 1)) by lra. do 2 f_equal; ring. }
  assert (Ef := is_derive_unique _ _ _ D'). assert (Eg := is_derive_unique _ _ _ D).
  assert (K := eq_trans (eq_sym Ef) (eq_trans E Eg)). clear Ef Eg E. rename K into E.
  replace (s * x + 0 * 0) with (s * x) in E by ring.
  replace (s * y + 0 * s) with (s * y) in E by ring.
  replace (x + 0 * 0) with x in E by ring. replace (y + 0 * 1) with y in E by ring. lra.
Qed.

End Homogeneous.

Lemma pair_block_ratio x y p q : 0 < x -> 0 < y ->
  pair_block x y p q = / x^2 * pair_block 1 (y / x) p q.
Proof.
  intros Hx Hy. assert (Hi := Rinv_0_lt_compat _ Hx). unfold pair_block.
  rewrite <- (homogeneous_2x _ _ _ (pair_dx _ _ _ _ _ _ HP) euler_x (/ x) x y) by assumption.
  rewrite <- (homogeneous_2y _ _ _ (pair_dx _ _ _ _ _ _ HP) euler_x (/ x) x y) by assumption.
  rewrite <- (homogeneous_2y _ _ _ (pair_dy _ _ _ _ _ _ HP) euler_y (/ x) x y) by assumption.
  rewrite Rinv_l by lra. replace (/ x * y) with (y / x) by (unfold Rdiv; ring).
  field. lra.
Qed.

Lemma chamber_ratio d s i j : chamber d s -> (i < j < d)%nat ->
  0 < s i /\ 0 < s j /\ 0 < s j / s i <= 1.
Proof.
  intros [Ho Hc] Hij. assert (Hi := Ho i ltac:(lia)). assert (Hj := Ho j ltac:(lia)).
  assert (H := Hc i j ltac:(lia)). repeat split; try assumption.
  - now apply Rdiv_lt_0_compat.
  - apply (Rmult_le_reg_r (s i)); [assumption|]. unfold Rdiv.
    rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

(** ** pair-definite *)

Theorem rule_pair_definite :
  (forall u, 0 <= u ->
     0 < Pxx 1 (exp (- u)) * Pyy 1 (exp (- u)) - (Pxy 1 (exp (- u)))^2) ->
  Pxx 1 1 < 0 -> (forall r, 0 < r -> continuity_pt (Pxx 1) r) ->
  forall d s v, (2 <= d)%nat -> chamber d s -> nonzero d v -> pair_form d s v < 0.
Proof.
  intros Hdet H11 Hcont d s v Hd Hs Hv.
  assert (Hdet' : forall r, 0 < r <= 1 -> 0 < Pxx 1 r * Pyy 1 r - (Pxy 1 r)^2).
  { intros r Hr. assert (H := Hdet (- ln r)). rewrite Ropp_involutive, exp_ln in H by lra.
    apply H. assert (ln r <= ln 1) by (apply ln_le; lra). rewrite ln_1 in *. lra. }
  assert (Hneg : forall r, 0 < r <= 1 -> Pxx 1 r < 0).
  { intros r Hr. destruct (Rlt_le_dec (Pxx 1 r) 0) as [|Hge]; [assumption|exfalso].
    assert (Hr1 : r < 1) by (destruct (Req_dec r 1) as [->|]; lra).
    destruct (Req_dec (Pxx 1 r) 0) as [E0|Hne].
    - assert (H := Hdet' r Hr). rewrite E0 in H. generalize (pow2_ge_0 (Pxy 1 r)). lra.
    - destruct (IVT_interv (fun r => - Pxx 1 r) r 1) as [z [Hz Ez]]; try lra.
      + intros a Ha. apply continuity_pt_opp, Hcont. lra.
      + assert (H := Hdet' z ltac:(lra)). replace (Pxx 1 z) with 0 in H by lra.
        generalize (pow2_ge_0 (Pxy 1 z)). lra. }
  apply (Lemma_4_5 d (fun i j => pair_block (s i) (s j))); auto.
  intros i j Hij. destruct (chamber_ratio d s i j Hs Hij) as [Hi [Hj Hr]].
  split; [unfold pair_block; ring|]. intros p q Hpq. rewrite pair_block_ratio by assumption.
  assert (0 < / (s i)^2) by now apply Rinv_0_lt_compat, pow_lt.
  assert (pair_block 1 (s j / s i) p q < 0); [|nra].
  apply form2_negative; auto.
Qed.

(** ** pair-semidefinite, pair-indefinite *)

Lemma form2_nonnegative a b c p q : 0 <= a -> 0 <= c -> 0 <= a * c - b^2 ->
  0 <= a * p^2 + 2 * b * p * q + c * q^2.
Proof.
  intros [Ha|<-] Hc Hd.
  - apply (Rmult_le_reg_l a); [exact Ha|]. rewrite Rmult_0_r.
    replace (a * (a * p^2 + 2 * b * p * q + c * q^2))
      with ((a * p + b * q)^2 + (a * c - b^2) * q^2) by ring.
    apply Rplus_le_le_0_compat; [apply pow2_ge_0|]. apply Rmult_le_pos; [exact Hd|apply pow2_ge_0].
  - assert (Hb : b = 0) by nra. rewrite Hb.
    assert (0 <= c * q^2) by (apply Rmult_le_pos; [exact Hc|apply pow2_ge_0]). nra.
Qed.

Theorem rule_pair_semidefinite :
  (forall u, 0 <= u -> 0 <= Pxx 1 (exp (- u)) /\ 0 <= Pyy 1 (exp (- u)) /\
     0 <= Pxx 1 (exp (- u)) * Pyy 1 (exp (- u)) - (Pxy 1 (exp (- u)))^2) ->
  forall d s v, chamber d s -> 0 <= pair_form d s v.
Proof.
  intros H d s v Hs. apply sum_pairs_ge0. intros i j Hij.
  destruct (chamber_ratio d s i j Hs Hij) as [Hi [Hj Hr]]. rewrite pair_block_ratio by assumption.
  apply Rmult_le_pos; [now apply Rlt_le, Rinv_0_lt_compat, pow_lt|].
  destruct (H (- ln (s j / s i))) as [H1 [H2 H3]].
  { assert (ln (s j / s i) <= ln 1) by (apply ln_le; lra). rewrite ln_1 in *. lra. }
  rewrite Ropp_involutive, exp_ln in H1, H2, H3 by lra. unfold pair_block.
  now apply form2_nonnegative.
Qed.

(** The form in the direction of the point itself is the same at every pair. *)
Lemma pair_block_radial x y : 0 < x -> 0 < y -> pair_block x y x y = pair_block 1 1 1 1.
Proof.
  intros Hx Hy. destruct (pair_euler _ _ _ _ _ _ HP) as [a Ha].
  assert (E1 := euler_x x y Hx Hy). assert (E2 := euler_y x y Hx Hy).
  assert (F1 := euler_x 1 1 Rlt_0_1 Rlt_0_1). assert (F2 := euler_y 1 1 Rlt_0_1 Rlt_0_1).
  assert (G1 := Ha x y Hx Hy). assert (G2 := Ha 1 1 Rlt_0_1 Rlt_0_1). unfold pair_block. nra.
Qed.

(** All singular values but the smallest move by [- t], the smallest by 1. *)
Definition away (n : nat) (t : R) : vec := fun i => if Nat.eqb i n then 1 else - t.

Lemma pair_form_away n s t : pair_form (S n) s (away n t) =
  t^2 * (pair_form n s (fun _ => 1) + \sum_(i < n) Pxx (s i) (s n))
  + 2 * t * (\sum_(i < n) (- Pxy (s i) (s n))) + \sum_(i < n) Pyy (s i) (s n).
Proof.
  unfold pair_form, sum_pairs at 1. cbn [sum]. unfold away at 3 4. rewrite Nat.eqb_refl.
  rewrite (sum_ext n (fun j => \sum_(i < j) _) (fun j => t^2 * \sum_(i < j) pair_block (s i) (s j) 1 1)).
  - rewrite sum_scal. fold (sum_pairs n (fun i j => pair_block (s i) (s j) 1 1)).
    rewrite (sum_ext n _ (fun i => t^2 * Pxx (s i) (s n) + 2 * t * - Pxy (s i) (s n) + Pyy (s i) (s n))).
    + rewrite !sum_plus, !sum_scal. ring.
    + intros i Hi. destruct (Nat.eqb_spec i n); [lia|]. unfold pair_block. ring.
  - intros j Hj. rewrite <- sum_scal. apply sum_ext. intros i Hi. unfold away.
    destruct (Nat.eqb_spec i n); [lia|]. destruct (Nat.eqb_spec j n); [lia|]. unfold pair_block. ring.
Qed.

Theorem rule_pair_indefinite : Pxx 1 1 + 2 * Pxy 1 1 + Pyy 1 1 < 0 ->
  (forall u, 0 <= u -> 0 <= Pyy 1 (exp (- u)) /\ Pxy 1 (exp (- u)) < 0) ->
  forall d s, (2 <= d)%nat -> chamber d s ->
  (exists v, pair_form d s v < 0) /\ (exists v, 0 < pair_form d s v).
Proof.
  intros H1 H2 d s Hd Hs. split.
  - exists s. unfold pair_form. rewrite (sum_pairs_ext d _ (fun _ _ => pair_block 1 1 1 1)).
    + rewrite <- (sum_pairs_zero d). apply sum_pairs_lt; [|exists 0%nat, 1%nat; split; [lia|]];
        intros; unfold pair_block; lra.
    + intros i j Hij. destruct (chamber_ratio d s i j Hs Hij) as [Hi [Hj _]].
      now apply pair_block_radial.
  - destruct d as [|n]; [lia|].
    assert (K : forall i, (i < n)%nat -> 0 <= Pyy (s i) (s n) /\ 0 < - Pxy (s i) (s n)).
    { intros i Hi. destruct (chamber_ratio (S n) s i n Hs ltac:(lia)) as [Hx [Hy Hr]].
      assert (Hp : 0 < / (s i)^2) by now apply Rinv_0_lt_compat, pow_lt.
      destruct (H2 (- ln (s n / s i))) as [K1 K2].
      { assert (ln (s n / s i) <= ln 1) by (apply ln_le; lra). rewrite ln_1 in *. lra. }
      rewrite Ropp_involutive, exp_ln in K1, K2 by lra.
      assert (E1 := pair_block_ratio (s i) (s n) 0 1 Hx Hy).
      assert (E2 := pair_block_ratio (s i) (s n) 1 1 Hx Hy).
      assert (E3 := pair_block_ratio (s i) (s n) 1 (-1) Hx Hy). unfold pair_block in E1, E2, E3. nra. }
    set (B := \sum_(i < n) (- Pxy (s i) (s n))).
    assert (HB : 0 < B).
    { apply sum_gt0; [intros i Hi; apply Rlt_le, K, Hi|]. exists 0%nat. split; [lia|apply K; lia]. }
    set (C := pair_form n s (fun _ => 1) + \sum_(i < n) Pxx (s i) (s n)).
    assert (HD : 0 <= \sum_(i < n) Pyy (s i) (s n)) by (apply sum_ge0; intros i Hi; apply K, Hi).
    exists (away n (B / (1 + Rabs C))). rewrite pair_form_away. fold B C.
    assert (HC : 0 < 1 + Rabs C) by (assert (P' := Rabs_pos C); lra).
    assert (Ht : 0 < B / (1 + Rabs C)) by now apply Rdiv_lt_0_compat.
    assert (Et : B / (1 + Rabs C) * (1 + Rabs C) = B) by (field; lra).
    set (t := B / (1 + Rabs C)) in *.
    assert (HCl : - Rabs C <= C) by (generalize (Rle_abs (- C)); rewrite Rabs_Ropp; lra).
    assert (0 < t * (t * C + 2 * B)); [|nra]. apply Rmult_lt_0_compat; [exact Ht|]. nra.
Qed.

(** ** pair-rank-one *)

Theorem rule_pair_rank_one (kappa : R -> R) :
  (forall r, 0 < r <= 1 -> 0 < kappa r /\ Pxx 1 r = - kappa r /\ Pxy 1 r = - kappa r
                           /\ Pyy 1 r = - kappa r) ->
  (forall d s v, (3 <= d)%nat -> chamber d s -> nonzero d v -> pair_form d s v < 0) /\
  (forall s, chamber 2 s -> exists b, 0 < b /\
     forall v, pair_form 2 s v = - b * (v 0%nat + v 1%nat)^2).
Proof.
  intros Hk.
  assert (Hb : forall d s i j, chamber d s -> (i < j < d)%nat ->
    0 < / (s i)^2 * kappa (s j / s i) /\ forall p q,
    pair_block (s i) (s j) p q = - (/ (s i)^2 * kappa (s j / s i)) * (p + q)^2).
  { intros d s i j Hs Hij. destruct (chamber_ratio d s i j Hs Hij) as [Hi [Hj Hr]].
    destruct (Hk _ Hr) as [Hp [E1 [E2 E3]]]. split.
    - apply Rmult_lt_0_compat; [now apply Rinv_0_lt_compat, pow_lt|assumption].
    - intros p q. rewrite pair_block_ratio by assumption. unfold pair_block.
      rewrite E1, E2, E3. ring. }
  split.
  - intros d s v Hd Hs Hv. unfold pair_form.
    rewrite (sum_pairs_ext d _ (fun i j =>
      - (/ (s i)^2 * kappa (s j / s i)) * (v i + v j)^2)) by (intros; now apply (Hb d)).
    apply (Lemma_4_5_rank_one d (fun i j => / (s i)^2 * kappa (s j / s i))); auto.
    intros i j Hij. now apply (Hb d).
  - intros s Hs. destruct (Hb 2%nat s 0%nat 1%nat Hs ltac:(lia)) as [Hp E].
    exists (/ (s 0%nat)^2 * kappa (s 1%nat / s 0%nat)). split; [exact Hp|].
    intros v. unfold pair_form. rewrite sum_pairs_2. apply E.
Qed.

(** ** pair-majorant *)

(** [kappa [[tau, 1], [1, 1/tau]] + diag (p, q)] as a form *)
Definition majorant (kappa tau p q a b : R) : R :=
  kappa * (tau * a^2 + 2 * a * b + b^2 / tau) + p * a^2 + q * b^2.

Lemma square_ge0 tau a b : 0 < tau -> 0 <= tau * a^2 + 2 * a * b + b^2 / tau.
Proof.
  intros Ht. replace (tau * a^2 + 2 * a * b + b^2 / tau) with (tau * (a + b / tau)^2)
    by (field; lra).
  apply Rmult_le_pos; [lra|apply pow2_ge_0].
Qed.

Lemma Rpower_le_neg x y a : 0 < x <= y -> a <= 0 -> Rpower y a <= Rpower x a.
Proof.
  intros Hxy Ha. replace a with (- (- a)) by ring. rewrite !(Rpower_Ropp _ (- a)).
  apply Rinv_le_contravar; [apply Rpower_pos|]. apply Rle_Rpower_l; lra.
Qed.

(** Bounds [l] and [u] of the box, exponent [e] (written g in the rule), and for every pair the
    constants of its decomposition. *)
Theorem rule_pair_majorant d (l u : vec) (e mu : R) (k0 tau0 p0 q0 : nat -> nat -> R) :
  0 <= e <= 2 -> (forall i, (i < d)%nat -> 0 <= l i) ->
  (forall i j, (i < j < d)%nat -> 0 <= k0 i j /\ 0 < tau0 i j) ->
  (** the negative parts need positive lower ends *)
  (forall i j, (i < j < d)%nat -> (0 < l i /\ 0 < l j) \/ (0 <= p0 i j /\ 0 <= q0 i j)) ->
  (** the decompositions, for all ratios [r] that occur *)
  (forall i j r, (i < j < d)%nat -> 0 < r <= 1 -> l j <= r * u i -> r * l i <= u j ->
     exists kappa tau p q, k0 i j <= kappa /\ 0 < tau /\ p0 i j <= p /\ q0 i j <= q /\
       (k0 i j = 0 \/ tau = tau0 i j) /\
       forall a b, - Rpower r e * pair_block 1 r a b = majorant kappa tau p q a b) ->
  (** the matrix inequality, shown by factor-matrix *)
  (forall v, mu * norm2 d v <= \sum_(i < j < d)
     (Rpower (u i) (e - 2) * Rpower (u j) (- e)
        * majorant (k0 i j) (tau0 i j) (Rmax (p0 i j) 0) (Rmax (q0 i j) 0) (v i) (v j)
      - Rpower (l i) (e - 2) * Rpower (l j) (- e)
        * (Rmax (- p0 i j) 0 * (v i)^2 + Rmax (- q0 i j) 0 * (v j)^2))) ->
  forall s v, chamber d s -> in_box d l u s -> pair_form d s v <= - (mu * norm2 d v).
Proof.
  intros He Hl Hk Hneg Hdec Hmat s v Hs Hbox.
  enough (H : mu * norm2 d v <= \sum_(i < j < d) (-1 * pair_block (s i) (s j) (v i) (v j))).
  { rewrite sum_pairs_scal in H. unfold pair_form. lra. }
  apply Rle_trans with (1 := Hmat v). apply sum_pairs_le. intros i j Hij.
  destruct (chamber_ratio d s i j Hs Hij) as [Hi [Hj Hr]].
  assert (Bi := Hbox i ltac:(lia)). assert (Bj := Hbox j ltac:(lia)).
  assert (Er : s j / s i * s i = s j) by (field; lra).
  destruct (Hdec i j (s j / s i) Hij Hr) as [kappa [tau [p [q [H1 [H2 [H3 [H4 [H5 H6]]]]]]]]].
  { assert (s j / s i * s i <= s j / s i * u i) by (apply Rmult_le_compat_l; lra). lra. }
  { assert (s j / s i * l i <= s j / s i * s i) by (apply Rmult_le_compat_l; lra). lra. }
  set (a := v i). set (b := v j). set (W := Rpower (s i) (e - 2) * Rpower (s j) (- e)).
  assert (EW : -1 * pair_block (s i) (s j) a b = W * majorant kappa tau p q a b).
  { rewrite <- H6, pair_block_ratio by assumption. unfold W.
    replace (Rpower (s j / s i) e) with (Rpower (s j) e / Rpower (s i) e).
    - unfold Rminus. rewrite Rpower_plus, !Rpower_Ropp.
      replace (Rpower (s i) 2) with ((s i)^2)
        by (replace 2 with (INR 2) by (simpl; ring); now rewrite Rpower_pow).
      generalize (Rpower_pos (s i) e) (Rpower_pos (s j) e). intros. field. repeat split; lra.
    - unfold Rdiv. rewrite <- Rpower_mult_distr by (try apply Rinv_0_lt_compat; lra).
      f_equal. rewrite <- Rpower_Ropp. unfold Rpower. rewrite ln_Rinv by assumption.
      f_equal. ring. }
  rewrite EW.
  set (w := Rpower (u i) (e - 2) * Rpower (u j) (- e)).
  set (z := Rpower (l i) (e - 2) * Rpower (l j) (- e)).
  assert (Hw : 0 <= w <= W).
  { split; [apply Rmult_le_pos; apply Rlt_le, Rpower_pos|].
    apply Rmult_le_compat; try (apply Rlt_le, Rpower_pos); apply Rpower_le_neg; lra. }
  destruct (Hk i j Hij) as [Hk0 Ht0]. set (K := k0 i j) in *. set (t0 := tau0 i j) in *.
  assert (Ha := pow2_ge_0 a). assert (Hb := pow2_ge_0 b).
  assert (Hsq : K * (t0 * a^2 + 2 * a * b + b^2 / t0)
    <= kappa * (tau * a^2 + 2 * a * b + b^2 / tau)).
  { assert (Hq := square_ge0 tau a b H2). destruct H5 as [-> | <-]; [|nra].
    rewrite Rmult_0_l. apply Rmult_le_pos; lra. }
  assert (Hsq0 := square_ge0 t0 a b Ht0).
  assert (HY : forall c y, c <= y -> 0 <= y * 1 + Rmax (- c) 0 - Rmax c 0).
  { intros c y Hcy. unfold Rmax. destruct (Rle_dec (- c) 0), (Rle_dec c 0); lra. }
  assert (Hp := HY _ _ H3). assert (Hq := HY _ _ H4).
  set (p1 := Rmax (p0 i j) 0) in *. set (p2 := Rmax (- p0 i j) 0) in *.
  set (q1 := Rmax (q0 i j) 0) in *. set (q2 := Rmax (- q0 i j) 0) in *.
  assert (P1 : 0 <= p1) by apply Rmax_r. assert (P2 : 0 <= p2) by apply Rmax_r.
  assert (Q1 : 0 <= q1) by apply Rmax_r. assert (Q2 : 0 <= q2) by apply Rmax_r.
  assert (Hz : W * (p2 * a^2 + q2 * b^2) <= z * (p2 * a^2 + q2 * b^2)).
  { destruct (Hneg i j Hij) as [[L1 L2]|[L1 L2]].
    - apply Rmult_le_compat_r; [nra|]. unfold W, z.
      apply Rmult_le_compat; try (apply Rlt_le, Rpower_pos); apply Rpower_le_neg; lra.
    - unfold p2, q2. rewrite !Rmax_right by lra. lra. }
  assert (Hm : 0 <= majorant K t0 p1 q1 a b).
  { unfold majorant. assert (0 <= K * (t0 * a^2 + 2 * a * b + b^2 / t0))
      by now apply Rmult_le_pos. nra. }
  assert (Hm' : majorant K t0 p1 q1 a b - (p2 * a^2 + q2 * b^2) <= majorant kappa tau p q a b)
    by (unfold majorant; nra).
  apply Rle_trans with (W * (majorant K t0 p1 q1 a b - (p2 * a^2 + q2 * b^2))); [|nra].
  nra.
Qed.

End Pairs.

(** ** split and peel-domain: statements about a Hessian on a domain *)

(** [H] is at most [- mu I] on [D], in the sense of forms. *)
Definition concave_on (d : nat) (H : vec -> nat -> nat -> R) (D : vec -> Prop) (mu : R) : Prop :=
  forall s v, D s -> form d (H s) v <= - (mu * norm2 d v).

Theorem rule_split d H (D D1 D2 : vec -> Prop) mu1 mu2 :
  (forall s, D s -> D1 s \/ D2 s) -> concave_on d H D1 mu1 -> concave_on d H D2 mu2 ->
  concave_on d H D (Rmin mu1 mu2).
Proof.
  intros HD H1 H2 s v Hs. assert (Hn := norm2_ge0 d v).
  assert (L1 := Rmin_l mu1 mu2). assert (L2 := Rmin_r mu1 mu2).
  destruct (HD s Hs) as [Hs'|Hs'].
  - assert (E := H1 s v Hs'). nra.
  - assert (E := H2 s v Hs'). nra.
Qed.

(** The end [a] of a parameter's range and the rest: for any statement [P] about the parameter. *)
Theorem rule_peel_domain (P : R -> Prop) a b :
  (P a -> (forall t, a < t <= b -> P t) -> forall t, a <= t <= b -> P t) /\
  (P b -> (forall t, a <= t < b -> P t) -> forall t, a <= t <= b -> P t).
Proof.
  split; intros Ha H t Ht.
  - destruct (Req_dec t a) as [->|]; [assumption|apply H; lra].
  - destruct (Req_dec t b) as [->|]; [assumption|apply H; lra].
Qed.
