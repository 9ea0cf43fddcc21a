(** * The Langevin family in interval arithmetic

    [log (sinh u / u)] and its first three derivatives, which coq-interval does not know, on any interval,
    zero and infinity included: [special_enclose] and [special_correct].  The first three functions are
    monotone on each side of zero, so that the ends of the interval are enough.  There they are computed
    from truncated power series up to 1, with a proved remainder, and from [exp (- 2 u)] beyond. *)

From Coq Require Import Reals List ZArith Bool Lia Lra.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Eval.Eval Interval.Interval Real.Xreal Real.Xreal_derive Float.Sig
  Float.Basic Tactics.Interval_helper.
From DlnCert.theory Require Import Definitions Hyperbolic Langevin LangevinBounds.
Import ListNotations.
Open Scope R_scope.

Inductive special : Set := Log_sinhc | Langevin | Langevin' | Langevin'' | Expm1_over_x.

Definition special_value (s : special) : R -> R :=
  match s with
  | Log_sinhc => g
  | Langevin => langevin
  | Langevin' => langevin'
  | Langevin'' => langevin''
  | Expm1_over_x => expm1_over_x
  end.

(** The derivative, where it is one of them. *)
Definition next (s : special) : option special :=
  match s with
  | Log_sinhc => Some Langevin
  | Langevin => Some Langevin'
  | Langevin' => Some Langevin''
  | Langevin'' | Expm1_over_x => None
  end.

Lemma is_derive_special s t u : next s = Some t ->
  is_derive (special_value s) u (special_value t u).
Proof.
  destruct s; intros E; try discriminate; injection E as <-;
    [apply is_derive_g|apply is_derive_langevin|apply is_derive_langevin'].
Qed.

(** ** Away from zero *)

Lemma exp_double u : exp (- 2 * u) * (exp u * exp u) = 1.
Proof. rewrite <- !exp_plus, <- exp_0. f_equal. ring. Qed.

Lemma exp_double_bounds u : 0 < u -> 0 < exp (- 2 * u) < 1.
Proof. intros H. split; [apply exp_pos|]. rewrite <- exp_0. apply exp_increasing. lra. Qed.

Lemma sinh_far u : sinh u = exp u * (1 - exp (- 2 * u)) / 2.
Proof.
  assert (E := exp_double u). assert (P := exp_pos u). unfold sinh.
  replace (exp (- u)) with (exp u * exp (- 2 * u)); [field|]. rewrite <- exp_plus. f_equal. ring.
Qed.

Lemma cosh_far u : cosh u = exp u * (1 + exp (- 2 * u)) / 2.
Proof.
  assert (E := exp_double u). assert (P := exp_pos u). unfold cosh.
  replace (exp (- u)) with (exp u * exp (- 2 * u)); [field|]. rewrite <- exp_plus. f_equal. ring.
Qed.

Lemma g_far u : 0 < u -> g u = u + ln ((1 - exp (- 2 * u)) / (2 * u)).
Proof.
  intros H. assert (B := exp_double_bounds u H). unfold g. rewrite sinhc_neq0, sinh_far by lra.
  set (X := exp (- 2 * u)) in *.
  replace (exp u * (1 - X) / 2 / u) with (exp u * ((1 - X) / (2 * u))) by (field; lra).
  rewrite ln_mult, ln_exp; [reflexivity|apply exp_pos|apply Rdiv_lt_0_compat; lra].
Qed.

Lemma langevin_far u : 0 < u -> let X := exp (- 2 * u) in
  langevin u = (1 + X) / (1 - X) - 1 / u.
Proof.
  intros H X. assert (B := exp_double_bounds u H). rewrite langevin_neq0, sinh_far, cosh_far by lra.
  fold X in B |- *. field. repeat split; try lra. apply Rgt_not_eq, exp_pos.
Qed.

Lemma langevin'_far u : 0 < u -> let X := exp (- 2 * u) in
  langevin' u = 1 / u^2 - 4 * X / (1 - X)^2.
Proof.
  intros H X. assert (B := exp_double_bounds u H). assert (E := exp_double u).
  assert (P := exp_pos u). rewrite langevin'_neq0, sinh_far by lra. fold X in B, E |- *. f_equal.
  replace (4 * X) with (4 * X / (X * (exp u * exp u))) by (rewrite E; field). field. lra.
Qed.

Lemma langevin''_far u : 0 < u -> let X := exp (- 2 * u) in
  langevin'' u = 8 * X * (1 + X) / (1 - X)^3 - 2 / u^3.
Proof.
  intros H X. assert (B := exp_double_bounds u H). assert (E := exp_double u).
  assert (P := exp_pos u). rewrite langevin''_neq0, sinh_far, cosh_far by lra.
  fold X in B, E |- *. f_equal.
  replace (8 * X) with (8 * X / (X * (exp u * exp u))) by (rewrite E; field). field. lra.
Qed.

(** ** Truncated series with integer coefficients

    [scaled a l m]: twelve coefficients of [a], multiplied by [m], are the integers [l]; [m a_12] is at
    most [t], and the coefficients fall from there on. *)

Definition scaled (a : nat -> R) (l : list Z) (m t : Z) : Prop :=
  CV_radius a = p_infty /\ falling 32 (length l) a /\ (0 < m)%Z /\ IZR m * a (length l) = IZR t /\
  forall i, (i < length l)%nat -> IZR m * a i = IZR (nth i l 0%Z).

Fixpoint integer_factorial (n : nat) : Z :=
  match n with O => 1 | S k => Z.of_nat n * integer_factorial k end%Z.

Lemma integer_factorial_correct n : INR (fact n) = IZR (integer_factorial n).
Proof.
  induction n as [|n IH]; [reflexivity|].
  rewrite fact_simpl, mult_INR, IH, INR_IZR_INZ, <- mult_IZR. reflexivity.
Qed.

Definition terms : nat := 12.

(** [p n m / (2 n + j)!] *)
Definition coefficients (p : nat -> Z) (j : nat) (m : Z) : list Z :=
  map (fun n => p n * (m / integer_factorial (2 * n + j)))%Z (seq 0 terms).

Definition sinhc_scale : Z := Eval vm_compute in integer_factorial (2 * terms + 1).
Definition sinhc_scale_3 : Z := Eval vm_compute in integer_factorial (2 * terms + 3).
Definition sinhc_scale_5 : Z := Eval vm_compute in integer_factorial (2 * terms + 5).
Definition sinhc_list : list Z := Eval vm_compute in coefficients (fun _ => 1%Z) 1 sinhc_scale.
Definition sinhc_tail_list : list Z := Eval vm_compute in coefficients (fun _ => 1%Z) 3 sinhc_scale_3.
Definition sinhc'_list : list Z :=
  Eval vm_compute in coefficients (fun n => Z.of_nat n + 1)%Z 3 sinhc_scale_3.
Definition sinhc''_list : list Z :=
  Eval vm_compute in coefficients (fun n => (Z.of_nat n + 1) * (Z.of_nat n + 2))%Z 5 sinhc_scale_5.

(** Equality of fractions, by computation. *)
Lemma scaled_fraction (p q m t : Z) : q <> 0%Z -> (m * p =? t * q)%Z = true ->
  IZR m * (IZR p / IZR q) = IZR t.
Proof.
  intros Hq H. apply Z.eqb_eq in H. apply (f_equal IZR) in H. rewrite !mult_IZR in H.
  apply not_0_IZR in Hq || apply eq_IZR_contrapositive in Hq.
  apply (Rmult_eq_reg_r (IZR q)); [|exact Hq]. rewrite <- H. field. exact Hq.
Qed.

Lemma scaled_intro a l m t p j : CV_radius a = p_infty -> falling 32 (length l) a -> (0 < m)%Z ->
  (forall n, a n = IZR (p n) / IZR (integer_factorial (2 * n + j))) ->
  forallb (fun n => negb (integer_factorial (2 * n + j) =? 0) &&
    (m * p n =? nth n (l ++ [t]) 0 * integer_factorial (2 * n + j)))%Z (seq 0 (S (length l))) = true ->
  scaled a l m t.
Proof.
  intros Hr Hf Hm Ea H. rewrite forallb_forall in H.
  assert (K : forall n, (n <= length l)%nat -> IZR m * a n = IZR (nth n (l ++ [t]) 0%Z)).
  { intros n Hn. specialize (H n). rewrite in_seq in H. specialize (H ltac:(lia)).
    apply andb_prop in H. destruct H as [H1 H2]. rewrite Ea. apply scaled_fraction; [|exact H2].
    apply Z.eqb_neq. now destruct (_ =? 0)%Z. }
  refine (conj Hr (conj Hf (conj Hm (conj _ _)))).
  - rewrite K by lia. now rewrite nth_middle.
  - intros i Hi. rewrite K by lia. now rewrite app_nth1.
Qed.

Lemma integer_factorial_pos n : (0 < integer_factorial n)%Z.
Proof. induction n as [|n IH]; [easy|]. cbn [integer_factorial]. lia. Qed.

Lemma sinhc_coefficient n j k : k = (2 * n + j)%nat ->
  / INR (fact k) = 1 / IZR (integer_factorial (2 * n + j)).
Proof. intros ->. rewrite integer_factorial_correct. unfold Rdiv. ring. Qed.

Lemma sinhc_scaled : scaled sinhc_coeff sinhc_list sinhc_scale 1.
Proof.
  apply (scaled_intro _ _ _ _ (fun _ => 1%Z) 1); [apply sinhc_radius| |reflexivity| |now vm_compute].
  - apply (falling_weaken 128 32 5 12); [lra|lia|apply falling_sinhc].
  - intros n. now apply sinhc_coefficient.
Qed.

Lemma sinhc_tail_scaled : scaled (PS_decr_1 sinhc_coeff) sinhc_tail_list sinhc_scale_3 1.
Proof.
  apply (scaled_intro _ _ _ _ (fun _ => 1%Z) 3);
    [apply sinhc_tail_radius| |reflexivity| |now vm_compute].
  - apply (falling_weaken 128 32 11 12); [lra|lia|].
    change (PS_decr_1 sinhc_coeff) with (PS_decr_n sinhc_coeff 1). apply falling_decr.
    apply (falling_weaken 128 128 5 12); [lra|lia|apply falling_sinhc].
  - intros n. unfold PS_decr_1, sinhc_coeff. apply sinhc_coefficient. lia.
Qed.

Lemma sinhc'_scaled : scaled (PS_derive sinhc_coeff) sinhc'_list sinhc_scale_3 13.
Proof.
  apply (scaled_intro _ _ _ _ (fun n => Z.of_nat n + 1)%Z 3);
    [rewrite CV_radius_derive; apply sinhc_radius| |reflexivity| |now vm_compute].
  - apply (falling_weaken (128 / 2) 32 5 12); [lra|lia|].
    apply falling_derive; [lra|apply falling_sinhc].
  - intros n. unfold PS_derive, sinhc_coeff. rewrite (sinhc_coefficient n 3) by lia.
    rewrite S_INR, INR_IZR_INZ, <- plus_IZR. unfold Rdiv. ring.
Qed.

Lemma sinhc''_scaled : scaled (PS_derive (PS_derive sinhc_coeff)) sinhc''_list sinhc_scale_5 182.
Proof.
  apply (scaled_intro _ _ _ _ (fun n => (Z.of_nat n + 1) * (Z.of_nat n + 2))%Z 5);
    [rewrite !CV_radius_derive; apply sinhc_radius| |reflexivity| |now vm_compute].
  - apply (falling_weaken (128 / 2 / 2) 32 5 12); [lra|lia|].
    apply falling_derive; [lra|]. apply falling_derive; [lra|apply falling_sinhc].
  - intros n. unfold PS_derive, sinhc_coeff. rewrite (sinhc_coefficient n 5) by lia.
    rewrite !S_INR, INR_IZR_INZ, mult_IZR, !plus_IZR. unfold Rdiv. ring.
Qed.

(** ** Interval arithmetic *)

Module Specials (I : IntervalOps).

Definition has (X : I.type) (x : R) : Prop := contains (I.convert X) (Xreal x).

Lemma nai_has x : has I.nai x.
Proof. unfold has. rewrite I.nai_correct. exact Logic.I. Qed.

Notation small := I.fromZ_small.

Lemma small_has c : (Z.abs c <= 256)%Z -> has (I.fromZ_small c) (IZR c).
Proof. apply I.fromZ_small_correct. Qed.

Lemma zero_has : has I.zero 0.
Proof. unfold has. rewrite I.zero_correct. simpl. lra. Qed.

Section Operations.

Variable prec : I.precision.

Lemma add_has X Y x y : has X x -> has Y y -> has (I.add prec X Y) (x + y).
Proof. exact (I.add_correct prec X Y (Xreal x) (Xreal y)). Qed.

Lemma sub_has X Y x y : has X x -> has Y y -> has (I.sub prec X Y) (x - y).
Proof. exact (I.sub_correct prec X Y (Xreal x) (Xreal y)). Qed.

Lemma mul_has X Y x y : has X x -> has Y y -> has (I.mul prec X Y) (x * y).
Proof. exact (I.mul_correct prec X Y (Xreal x) (Xreal y)). Qed.

Lemma sqr_has X x : has X x -> has (I.sqr prec X) (x^2).
Proof.
  intros H. replace (x^2) with (x * x) by ring. exact (I.sqr_correct prec X (Xreal x) H).
Qed.

Lemma neg_has X x : has X x -> has (I.neg X) (- x).
Proof. exact (I.neg_correct X (Xreal x)). Qed.

Lemma abs_has X x : has X x -> has (I.abs X) (Rabs x).
Proof. exact (I.abs_correct X (Xreal x)). Qed.

Lemma exp_has X x : has X x -> has (I.exp prec X) (exp x).
Proof. exact (I.exp_correct prec X (Xreal x)). Qed.

Lemma div_has X Y x y : has X x -> has Y y -> y <> 0 -> has (I.div prec X Y) (x / y).
Proof.
  intros HX HY Hy. assert (H := I.div_correct prec X Y (Xreal x) (Xreal y) HX HY).
  simpl in H. unfold Xdiv' in H. destruct (is_zero_spec y); [easy|exact H].
Qed.

Lemma ln_has X x : has X x -> 0 < x -> has (I.ln prec X) (ln x).
Proof.
  intros HX Hx. assert (H := I.ln_correct prec X (Xreal x) HX).
  simpl in H. unfold Xln' in H. destruct (is_positive_spec x); [exact H|lra].
Qed.

(** Series *)

Fixpoint horner (l : list Z) (Z T : I.type) : I.type :=
  match l with
  | [] => T
  | c :: l => I.add prec (I.fromZ prec c) (I.mul prec Z (horner l Z T))
  end.

Lemma ex_pseries_decr_n a n z : CV_radius a = p_infty -> ex_pseries (PS_decr_n a n) z.
Proof.
  intros H. apply ex_pseries_decr_n; [|now apply ex_pseries_infinite].
  destruct (Req_EM_T z 0) as [->|Hz]; [now left|]. right. exists (/ z). now apply Rinv_l.
Qed.

Lemma PSeries_decr_n_step a n z : CV_radius a = p_infty ->
  PSeries (PS_decr_n a n) z = a n + z * PSeries (PS_decr_n a (S n)) z.
Proof.
  intros H. rewrite PSeries_decr_1 by now apply ex_pseries_decr_n.
  unfold PS_decr_n at 1. rewrite Nat.add_0_r. do 2 f_equal. apply PSeries_ext.
  intros k. unfold PS_decr_1, PS_decr_n. f_equal. lia.
Qed.

Lemma horner_correct a m Z z T : CV_radius a = p_infty -> has Z z -> forall l n,
  (forall i, (i < length l)%nat -> m * a (n + i)%nat = IZR (nth i l 0%Z)) ->
  has T (m * PSeries (PS_decr_n a (n + length l)) z) ->
  has (horner l Z T) (m * PSeries (PS_decr_n a n) z).
Proof.
  intros Ha HZ. induction l as [|c l IH]; intros n Hl HT; cbn [length horner] in *.
  - now rewrite Nat.add_0_r in HT.
  - rewrite PSeries_decr_n_step by assumption.
    replace (m * (a n + z * PSeries (PS_decr_n a (S n)) z))
      with (m * a n + z * (m * PSeries (PS_decr_n a (S n)) z)) by ring.
    apply add_has.
    + specialize (Hl 0%nat ltac:(lia)). rewrite Nat.add_0_r in Hl. rewrite Hl. apply I.fromZ_correct.
    + apply mul_has; [exact HZ|]. apply IH.
      * intros i Hi. specialize (Hl (S i) ltac:(lia)). now rewrite Nat.add_succ_r in Hl.
      * now rewrite Nat.add_succ_r in HT.
Qed.

(** [m] times the sum, for [0 <= z <= 16]. *)
Definition series (l : list Z) (t : Z) (Z : I.type) : I.type :=
  horner l Z (I.join I.zero (I.fromZ prec (2 * t))).

Lemma join_has X Y x y z : has X x -> has Y y -> x <= z <= y -> has (I.join X Y) z.
Proof.
  intros HX HY Hz. set (J := I.join X Y).
  assert (Jx : has J x) by (apply I.join_correct; now left).
  assert (Jy : has J y) by (apply I.join_correct; now right).
  unfold has in *. destruct (I.convert J) as [|l u]; [exact Logic.I|].
  simpl in *. destruct l, u; simpl in *; lra.
Qed.

Lemma series_correct a l m t Z z : scaled a l m t -> has Z z -> 0 <= z <= 16 ->
  has (series l t Z) (IZR m * PSeries a z).
Proof.
  intros [Hr [Hf [Hm [Ht Hl]]]] HZ Hz. unfold series.
  apply (horner_correct a (IZR m) Z z _ Hr HZ l 0); [exact Hl|]. rewrite Nat.add_0_l.
  assert (B := remainder_bounds (PS_decr_n a (length l)) z).
  destruct B as [B1 B2]; [|exact Hz|].
  { apply falling_decr. now rewrite Nat.add_0_r. }
  unfold PS_decr_n in B2 at 2. rewrite Nat.add_0_r in B2. apply (IZR_lt 0) in Hm.
  apply (join_has _ _ 0 (IZR (2 * t))); [apply zero_has|apply I.fromZ_correct|].
  rewrite mult_IZR, <- Ht. split; [apply Rmult_le_pos; lra|].
  replace (2 * (IZR m * a (length l))) with (IZR m * (2 * a (length l))) by ring.
  apply Rmult_le_compat_l; lra.
Qed.

Definition descaled (m : Z) (X : I.type) : I.type := I.div prec X (I.fromZ prec m).

Lemma descaled_correct m X x : (0 < m)%Z -> has X (IZR m * x) -> has (descaled m X) x.
Proof.
  intros Hm H. apply IZR_lt in Hm. replace x with (IZR m * x / IZR m) by (field; lra).
  apply div_has; [exact H|apply I.fromZ_correct|lra].
Qed.

Definition sinhc_enclose Z := descaled sinhc_scale (series sinhc_list 1 Z).
Definition sinhc_tail_enclose Z := descaled sinhc_scale_3 (series sinhc_tail_list 1 Z).
Definition sinhc'_enclose Z := descaled sinhc_scale_3 (series sinhc'_list 13 Z).
Definition sinhc''_enclose Z := descaled sinhc_scale_5 (series sinhc''_list 182 Z).

Lemma sinhc_correct Z z : has Z z -> 0 <= z <= 16 -> has (sinhc_enclose Z) (sinhc_series z).
Proof. intros. apply descaled_correct; [easy|]. now apply series_correct; [apply sinhc_scaled| |]. Qed.

Lemma sinhc_tail_correct Z z : has Z z -> 0 <= z <= 16 ->
  has (sinhc_tail_enclose Z) (sinhc_series_tail z).
Proof. intros. apply descaled_correct; [easy|]. now apply series_correct; [apply sinhc_tail_scaled| |]. Qed.

Lemma sinhc'_correct Z z : has Z z -> 0 <= z <= 16 -> has (sinhc'_enclose Z) (sinhc_series' z).
Proof. intros. apply descaled_correct; [easy|]. now apply series_correct; [apply sinhc'_scaled| |]. Qed.

Lemma sinhc''_correct Z z : has Z z -> 0 <= z <= 16 -> has (sinhc''_enclose Z) (sinhc_series'' z).
Proof. intros. apply descaled_correct; [easy|]. now apply series_correct; [apply sinhc''_scaled| |]. Qed.

(** ** At a point, given by a narrow interval *)

(** For [- 4 <= u <= 4]. *)
Definition near (s : special) (Y : I.type) : I.type :=
  let Z := I.sqr prec Y in
  let S := sinhc_enclose Z in
  match s with
  | Log_sinhc => I.ln prec S
  | Langevin => I.mul prec Y (I.div prec (I.mul prec (small 2) (sinhc'_enclose Z)) S)
  | Langevin' => I.div prec (I.mul prec (sinhc_tail_enclose Z) (I.add prec S (small 1)))
                            (I.sqr prec S)
  | Langevin'' | Expm1_over_x => I.nai
  end.

(** For [0 < u]. *)
Definition far (s : special) (Y : I.type) : I.type :=
  let X := I.exp prec (I.mul prec (small (-2)) Y) in
  let D := I.sub prec (small 1) X in
  match s with
  | Log_sinhc => I.add prec Y (I.ln prec (I.div prec D (I.mul prec (small 2) Y)))
  | Langevin => I.sub prec (I.div prec (I.add prec (small 1) X) D) (I.div prec (small 1) Y)
  | Langevin' => I.sub prec (I.div prec (small 1) (I.sqr prec Y))
                            (I.div prec (I.mul prec (small 4) X) (I.sqr prec D))
  | Langevin'' =>
    I.sub prec (I.div prec (I.mul prec (I.mul prec (small 8) X) (I.add prec (small 1) X))
                           (I.mul prec (I.sqr prec D) D))
               (I.div prec (small 2) (I.mul prec (I.sqr prec Y) Y))
  | Expm1_over_x => I.nai
  end.

Ltac has_step := first
  [ eassumption | apply (small_has 1); easy | apply (small_has 2); easy | apply (small_has 4); easy
  | apply (small_has 8); easy | apply (small_has (-2)); easy | apply sub_has | apply add_has
  | apply mul_has | apply sqr_has | apply exp_has ].

Lemma near_correct s Y u : has Y u -> - 4 <= u <= 4 -> has (near s Y) (special_value s u).
Proof.
  intros HY Hu. unfold near. assert (HZ := sqr_has Y u HY). set (Z := I.sqr prec Y) in *.
  assert (Hz : 0 <= u^2 <= 16) by nra.
  assert (HS := sinhc_correct Z (u^2) HZ Hz). assert (Hp := sinhc_series_pos u).
  destruct s; cbn [special_value].
  - rewrite g_near. now apply ln_has.
  - rewrite langevin_near. unfold langevin_ratio. apply mul_has; [exact HY|].
    apply div_has; [|exact HS|lra]. apply mul_has; [now apply small_has|now apply sinhc'_correct].
  - rewrite langevin'_near. apply div_has; [|now apply sqr_has|apply pow_nonzero; lra].
    apply mul_has; [now apply sinhc_tail_correct|]. apply add_has; [exact HS|now apply small_has].
  - apply nai_has.
  - apply nai_has.
Qed.

Lemma far_correct s Y u : has Y u -> 0 < u -> has (far s Y) (special_value s u).
Proof.
  intros HY Hu. unfold far. assert (B := exp_double_bounds u Hu).
  assert (HX : has (I.exp prec (I.mul prec (small (-2)) Y)) (exp (- 2 * u)))
    by (apply exp_has, mul_has; [now apply small_has|exact HY]).
  set (X := exp (- 2 * u)) in *. set (XX := I.exp prec _) in *.
  assert (HD : has (I.sub prec (small 1) XX) (1 - X)) by (apply sub_has; [now apply small_has|exact HX]).
  set (D := I.sub prec (small 1) XX) in *.
  assert (Hu2 : u^2 <> 0) by (apply pow_nonzero; lra).
  destruct s; cbn [special_value].
  - rewrite g_far by assumption. fold X. apply add_has; [exact HY|].
    apply ln_has; [|apply Rdiv_lt_0_compat; lra].
    apply div_has; [exact HD|apply mul_has; [now apply small_has|exact HY]|lra].
  - rewrite langevin_far by assumption. fold X.
    apply sub_has; apply div_has; repeat has_step; lra.
  - rewrite langevin'_far by assumption. fold X.
    apply sub_has; apply div_has; repeat has_step; try assumption. apply pow_nonzero. lra.
  - rewrite langevin''_far by assumption. fold X.
    replace (u^3) with (u^2 * u) by ring. replace ((1 - X)^3) with ((1 - X)^2 * (1 - X)) by ring.
    assert ((1 - X)^2 <> 0) by (apply pow_nonzero; lra).
    apply sub_has; apply div_has; repeat has_step;
      apply Rmult_integral_contrapositive_currified; try assumption; lra.
  - apply nai_has.
Qed.

Definition at_most (c : Z) (Y : I.type) : bool :=
  match I.sign_large (I.sub prec Y (small c)) with Xlt | Xeq => true | _ => false end.

Lemma at_most_correct c Y y : (Z.abs c <= 256)%Z -> at_most c Y = true -> has Y y -> y <= IZR c.
Proof.
  intros Hc H HY. assert (K := sub_has Y (small c) y (IZR c) HY (small_has c Hc)). unfold at_most in H.
  generalize (I.sign_large_correct (I.sub prec Y (small c))).
  destruct (I.sign_large _); try discriminate; intros S; specialize (S _ K).
  - injection S as S. lra.
  - destruct S as [_ S]. simpl in S. lra.
Qed.

(** For [0 <= u]. *)
Definition at_nonnegative (s : special) (Y : I.type) : I.type :=
  if at_most 1 Y then near s Y
  else match I.sign_strict Y with Xgt => far s Y | _ => I.nai end.

Lemma at_nonnegative_correct s Y u : has Y u -> 0 <= u ->
  has (at_nonnegative s Y) (special_value s u).
Proof.
  intros HY Hu. unfold at_nonnegative. destruct (at_most 1 Y) eqn:E.
  - apply near_correct; [exact HY|]. apply (at_most_correct 1 Y u) in E; [lra|easy|exact HY].
  - generalize (I.sign_strict_correct Y).
    destruct (I.sign_strict Y); intros S; try apply nai_has.
    apply far_correct; [exact HY|]. exact (proj2 (S _ HY)).
Qed.

Definition langevin_at (Y : I.type) : I.type :=
  match I.sign_large Y with
  | Xlt => I.neg (at_nonnegative Langevin (I.neg Y))
  | Xund => I.nai
  | _ => at_nonnegative Langevin Y
  end.

Lemma langevin_at_correct Y u : has Y u -> has (langevin_at Y) (langevin u).
Proof.
  intros HY. unfold langevin_at. generalize (I.sign_large_correct Y).
  destruct (I.sign_large Y); intros S; try apply nai_has; specialize (S _ HY).
  - injection S as ->. apply (at_nonnegative_correct Langevin); [exact HY|lra].
  - rewrite <- (Ropp_involutive u), langevin_opp. apply neg_has.
    apply (at_nonnegative_correct Langevin); [now apply neg_has|]. simpl in S. lra.
  - apply (at_nonnegative_correct Langevin); [exact HY|apply S].
Qed.

End Operations.

(** ** On intervals *)

(** The ends of an interval, as values that it contains. *)
Lemma lower_end_has X x : has X x -> I.lower_bounded X = true ->
  exists m, has (I.singleton (I.lower X)) m /\ has X m /\ m <= x.
Proof.
  unfold has. intros Hx Hb. destruct (I.lower_bounded_correct X Hb) as [E B].
  assert (Hne : not_empty (I.convert X)) by (now exists x). specialize (B Hne).
  exists (proj_val (I.F.convert (I.lower X))). split; [apply I.singleton_correct|].
  rewrite B in Hx |- *. rewrite E in Hx |- *. simpl in *. destruct Hx as [H1 H2].
  repeat split; try lra. destruct (I.F.convert (I.upper X)); [exact Logic.I|lra].
Qed.

Lemma upper_end_has X x : has X x -> I.upper_bounded X = true ->
  exists m, has (I.singleton (I.upper X)) m /\ has X m /\ x <= m.
Proof.
  unfold has. intros Hx Hb. destruct (I.upper_bounded_correct X Hb) as [E B].
  assert (Hne : not_empty (I.convert X)) by (now exists x). specialize (B Hne).
  exists (proj_val (I.F.convert (I.upper X))). split; [apply I.singleton_correct|].
  rewrite B in Hx |- *. rewrite E in Hx |- *. simpl in *. destruct Hx as [H1 H2].
  repeat split; try lra. destruct (I.F.convert (I.lower X)); [exact Logic.I|lra].
Qed.

(** Between the values at the ends, or the given bounds where an end is infinite. *)
Definition between (f : I.type -> I.type) (below above X : I.type) : I.type :=
  I.meet (if I.lower_bounded X then I.upper_extent (f (I.singleton (I.lower X))) else below)
         (if I.upper_bounded X then I.lower_extent (f (I.singleton (I.upper X))) else above).

Lemma between_correct (phi : R -> R) f below above X x :
  (forall Y y, has X y -> has Y y -> has (f Y) (phi y)) -> has X x ->
  (forall y, has X y -> y <= x -> phi y <= phi x) -> (forall y, has X y -> x <= y -> phi x <= phi y) ->
  has below (phi x) -> has above (phi x) -> has (between f below above X) (phi x).
Proof.
  intros Hf Hx Hl Hu Hb Ha. apply I.meet_correct.
  - destruct (I.lower_bounded X) eqn:E; [|exact Hb].
    destruct (lower_end_has X x Hx E) as [m [H1 [H2 H3]]].
    apply I.upper_extent_correct with (phi m); [now apply Hf|now apply Hl].
  - destruct (I.upper_bounded X) eqn:E; [|exact Ha].
    destruct (upper_end_has X x Hx E) as [m [H1 [H2 H3]]].
    apply I.lower_extent_correct with (phi m); [now apply Hf|now apply Hu].
Qed.

Definition nonnegative (X : I.type) : bool :=
  match I.sign_large X with Xgt | Xeq => true | _ => false end.

Lemma nonnegative_correct X x : nonnegative X = true -> has X x -> 0 <= x.
Proof.
  unfold nonnegative. intros H Hx. generalize (I.sign_large_correct X).
  destruct (I.sign_large X); try discriminate; intros S; specialize (S _ Hx).
  - injection S as ->. lra.
  - exact (proj2 S).
Qed.

(** Even functions, as functions of the absolute value. *)
Definition log_sinhc_enclose prec (X : I.type) : I.type :=
  let Y := I.abs X in
  if nonnegative Y then
    between (at_nonnegative prec Log_sinhc) I.whole I.whole Y
  else I.nai.

Definition langevin'_enclose prec (X : I.type) : I.type :=
  let Y := I.abs X in
  let f := fun P => I.neg (at_nonnegative prec Langevin' P) in
  if nonnegative Y then I.neg (between f I.whole (I.lower_extent I.zero) Y) else I.nai.

Definition langevin_enclose prec (X : I.type) : I.type :=
  between (langevin_at prec) (I.upper_extent (small (-1))) (I.lower_extent (small 1)) X.

(** By [langevin''_near], where [u <= 4]. *)
Definition langevin''_near_enclose prec (X : I.type) : I.type :=
  let Z := I.sqr prec X in
  let S := sinhc_enclose prec Z in
  let R := I.div prec (I.mul prec (small 2) (I.sub prec (I.mul prec (sinhc''_enclose prec Z) S)
                                                        (I.sqr prec (sinhc'_enclose prec Z))))
                      (I.sqr prec S) in
  I.neg (I.add prec
    (I.mul prec (I.mul prec (small 2) (langevin_enclose prec X)) (langevin'_enclose prec X))
    (I.mul prec (I.mul prec (small 4) X) R)).

Definition langevin''_enclose prec (X : I.type) : I.type :=
  if at_most prec 4 X && at_most prec 4 (I.neg X) then langevin''_near_enclose prec X
  else match I.sign_strict X with
       | Xgt => far prec Langevin'' X
       | Xlt => I.neg (far prec Langevin'' (I.neg X))
       | _ => I.nai
       end.

(** As an exponential at the ends, since it increases. *)
Definition expm1_over_x_at prec (Y : I.type) : I.type :=
  let H := I.div prec Y (small 2) in I.exp prec (I.add prec H (log_sinhc_enclose prec H)).

Definition expm1_over_x_enclose prec (X : I.type) : I.type :=
  between (expm1_over_x_at prec) (I.upper_extent I.zero) I.whole X.

Definition special_enclose prec (s : special) (X : I.type) : I.type :=
  if I.real X then
    match s with
    | Log_sinhc => log_sinhc_enclose prec X
    | Langevin => langevin_enclose prec X
    | Langevin' => langevin'_enclose prec X
    | Langevin'' => langevin''_enclose prec X
    | Expm1_over_x => expm1_over_x_enclose prec X
    end
  else I.nai.

Lemma whole_has x : has I.whole x.
Proof. apply I.whole_correct. Qed.

Lemma log_sinhc_enclose_correct prec X x : has X x -> has (log_sinhc_enclose prec X) (g x).
Proof.
  intros HX. unfold log_sinhc_enclose. destruct (nonnegative (I.abs X)) eqn:E; [|apply nai_has].
  rewrite <- (even_abs g g_opp). apply (abs_has X x) in HX. assert (P := Rabs_pos x).
  apply between_correct; try apply whole_has; try exact HX; [intros Y y Hy|intros y Hy ..];
    apply (nonnegative_correct _ _ E) in Hy.
  - intros HY. now apply (at_nonnegative_correct prec Log_sinhc).
  - intros. now apply g_increasing.
  - intros. now apply g_increasing.
Qed.

Lemma langevin'_enclose_correct prec X x : has X x -> has (langevin'_enclose prec X) (langevin' x).
Proof.
  intros HX. unfold langevin'_enclose. destruct (nonnegative (I.abs X)) eqn:E; [|apply nai_has].
  rewrite <- (even_abs langevin' langevin'_opp). apply (abs_has X x) in HX. assert (P := Rabs_pos x).
  rewrite <- (Ropp_involutive (langevin' _)). apply neg_has.
  apply (between_correct (fun u => - langevin' u)); [intros Y y Hy|exact HX|intros y Hy ..| |].
  1-3: apply (nonnegative_correct _ _ E) in Hy.
  - intros HY. now apply neg_has, (at_nonnegative_correct prec Langevin').
  - intros. apply Ropp_le_contravar. now apply langevin'_decreasing.
  - intros. apply Ropp_le_contravar. apply langevin'_decreasing. lra.
  - apply whole_has.
  - apply I.lower_extent_correct with (1 := zero_has). assert (K := langevin'_pos (Rabs x)). lra.
Qed.

Lemma langevin_enclose_correct prec X x : has X x -> has (langevin_enclose prec X) (langevin x).
Proof.
  intros HX. assert (B := langevin_bounds x).
  apply between_correct; [intros; now apply langevin_at_correct|exact HX|intros ..| |].
  1-2: now apply langevin_increasing.
  - apply I.upper_extent_correct with (IZR (-1)); [now apply small_has|simpl; lra].
  - apply I.lower_extent_correct with (IZR 1); [now apply small_has|simpl; lra].
Qed.

Lemma langevin''_near_enclose_correct prec X x : has X x -> - 4 <= x <= 4 ->
  has (langevin''_near_enclose prec X) (langevin'' x).
Proof.
  intros HX Hx. assert (HZ := sqr_has prec X x HX). assert (Hz : 0 <= x^2 <= 16) by nra.
  assert (HS := sinhc_correct prec _ _ HZ Hz). assert (Hp := sinhc_series_pos x).
  rewrite langevin''_near. apply neg_has, add_has.
  - apply mul_has; [|now apply langevin'_enclose_correct].
    apply mul_has; [now apply small_has|now apply langevin_enclose_correct].
  - apply mul_has; [apply mul_has; [now apply small_has|exact HX]|].
    unfold langevin_ratio'. apply div_has; [|now apply sqr_has|apply pow_nonzero; lra].
    apply mul_has; [now apply small_has|]. apply sub_has.
    + apply mul_has; [now apply sinhc''_correct|exact HS].
    + apply sqr_has. now apply sinhc'_correct.
Qed.

Lemma langevin''_enclose_correct prec X x : has X x ->
  has (langevin''_enclose prec X) (langevin'' x).
Proof.
  intros HX. unfold langevin''_enclose. destruct (at_most prec 4 X && _) eqn:E.
  - apply andb_prop in E. destruct E as [E1 E2].
    apply (at_most_correct prec 4 X x) in E1; [|easy|exact HX].
    apply (at_most_correct prec 4 _ (- x)) in E2; [|easy|now apply neg_has].
    apply langevin''_near_enclose_correct; [exact HX|lra].
  - generalize (I.sign_strict_correct X).
    destruct (I.sign_strict X); intros S; try apply nai_has; destruct (S _ HX) as [_ H]; simpl in H.
    + rewrite <- (Ropp_involutive x), langevin''_opp. apply neg_has.
      apply (far_correct prec Langevin''); [now apply neg_has|lra].
    + now apply (far_correct prec Langevin'').
Qed.

Lemma expm1_over_x_enclose_correct prec X x : has X x ->
  has (expm1_over_x_enclose prec X) (expm1_over_x x).
Proof.
  intros HX. assert (P := expm1_over_x_pos x).
  apply between_correct; [intros Y y _ HY|exact HX|intros ..| |apply whole_has].
  - rewrite expm1_over_x_exp. unfold expm1_over_x_at.
    assert (HH : has (I.div prec Y (small 2)) (y / 2))
      by (apply div_has; [exact HY|now apply small_has|lra]).
    apply exp_has, add_has; [exact HH|]. now apply log_sinhc_enclose_correct.
  - now apply expm1_over_x_increasing.
  - now apply expm1_over_x_increasing.
  - apply I.upper_extent_correct with (1 := zero_has). lra.
Qed.

Lemma special_has prec s X x : has X x -> has (special_enclose prec s X) (special_value s x).
Proof.
  intros HX. unfold special_enclose. destruct (I.real X); [|apply nai_has]. destruct s.
  - now apply log_sinhc_enclose_correct.
  - now apply langevin_enclose_correct.
  - now apply langevin'_enclose_correct.
  - now apply langevin''_enclose_correct.
  - now apply expm1_over_x_enclose_correct.
Qed.

(** Extended reals: what is undefined stays so. *)
Theorem special_correct prec s : I.extension (Xlift (special_value s)) (special_enclose prec s).
Proof.
  intros X [|x] HX; [|now apply special_has]. unfold special_enclose. rewrite I.real_correct.
  simpl. destruct (I.convert X); [|easy]. rewrite I.nai_correct. exact Logic.I.
Qed.

End Specials.
