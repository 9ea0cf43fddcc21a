(** * The rule jensen: independent variables of one law

    A probability law on a range [D] of real numbers, and [n] independent variables distributed by it, are
    given by their expectation: a positive normalised linear functional on the integrable functions of [n]
    variables, which sees the law in every variable and, of products of functions of one variable each
    that are 0 or 1, the product of the probabilities.  Every probability measure with a finite mean gives one.
    Nothing of the model occurs. *)

From Coq Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Gradient Concavity Rules Roots Critical.
Open Scope R_scope.

(** ** Laws *)

(** [1] where [x] differs from [t] by less than [r], and [0] elsewhere. *)
Definition near (t r x : R) : R := if Rlt_dec (Rabs (x - t)) r then 1 else 0.

Fixpoint near_all (n : nat) (t r : R) (x : vec) : R :=
  match n with O => 1 | S n => near_all n t r x * near t r (x n) end.

(** [n] independent variables of one law on [D] with the mean [m]; [ok]: the integrable functions. *)
Record law (D : R -> Prop) (n : nat) (m : R) (ok : (vec -> R) -> Prop) (E : (vec -> R) -> R) : Prop := {
  law_const : forall a, ok (fun _ => a);
  law_lin : forall a f g, ok f -> ok g -> ok (fun x => f x + a * g x);
  law_mean_ok : forall i, (i < n)%nat -> ok (fun x => x i);
  law_near_ok : forall t r, ok (near_all n t r);
  mean_one : E (fun _ => 1) = 1;
  mean_lin : forall a f g, ok f -> ok g -> E (fun x => f x + a * g x) = E f + a * E g;
  mean_le : forall f g, ok f -> ok g -> (forall x, (forall i, (i < n)%nat -> D (x i)) -> f x <= g x) ->
    E f <= E g;
  (** the same mean in every variable *)
  mean_same : forall i, (i < n)%nat -> E (fun x => x i) = m;
  (** the same probabilities, and independence *)
  mean_independent : forall t r, E (near_all n t r) = (E (fun x => near t r (x O)))^n
}.

(** The law is a point mass at [m]: no other point belongs to its support. *)
Definition point_mass (D : R -> Prop) (m : R) (E : (vec -> R) -> R) : Prop :=
  forall t, D t -> t <> m -> exists r, 0 < r /\ E (fun x => near t r (x O)) = 0.

(** Inside of [D]; unless the law is a point mass, its mean is. *)
Definition inside (D : R -> Prop) (c : R) : Prop := exists a b, D a /\ D b /\ a < c < b.

(** Continuous from within [D]. *)
Definition continuous_within (D : R -> Prop) (u : R -> R) (x : R) : Prop :=
  forall e, 0 < e -> exists r, 0 < r /\ forall y, D y -> Rabs (y - x) < r -> Rabs (u y - u x) < e.

(** ** The terms: concave in one variable, or symmetric in two of which the Hessian is seen for [x >= y] *)

Definition concave_in_one (D : R -> Prop) (n : nat) (e : vec -> R) : Prop :=
  exists (i : nat) (u u' u'' : R -> R), (i < n)%nat /\ (forall x, e x = u (x i)) /\
    (forall t, D t -> continuous_within D u t) /\
    forall t, inside D t -> is_derive u t (u' t) /\ is_derive u' t (u'' t) /\ u'' t <= 0.

(** The chain rule along curves through points of the chamber. *)
Definition chamber_slopes (P Px Py : R -> R -> R) : Prop := forall (X Y : R -> R) t X' Y',
  0 < Y t <= X t -> is_derive X t X' -> is_derive Y t Y' ->
  is_derive (fun t => P (X t) (Y t)) t (Px (X t) (Y t) * X' + Py (X t) (Y t) * Y').

Definition concave_in_two (D : R -> Prop) (n : nat) (e : vec -> R) : Prop :=
  exists i j P Px Py Pxx Pxy Pyy, (i < n)%nat /\ (j < n)%nat /\ (forall x, e x = P (x i) (x j)) /\
    (forall t, D t -> 0 < t) /\ (forall x y, D x -> D y -> P x y = P y x) /\
    chamber_slopes P Px Py /\ chamber_slopes Px Pxx Pxy /\ chamber_slopes Py Pxy Pyy /\
    forall x y p q, 0 < y <= x -> Pxx x y * p^2 + 2 * Pxy x y * p * q + Pyy x y * q^2 <= 0.

(** ** Tangents *)

(** The tangent at [c] from above, in one variable. *)
Lemma below_tangent_inside (D : R -> Prop) (u u' u'' : R -> R) c t : convex_range D -> inside D c -> inside D t ->
  (forall t, inside D t -> is_derive u t (u' t) /\ is_derive u' t (u'' t) /\ u'' t <= 0) ->
  u t <= u c + u' c * (t - c).
Proof.
  intros HD Hc Ht Hu.
  assert (Hin : forall a b z, inside D a -> inside D b -> a <= z <= b -> inside D z).
  { intros a b z [a1 [a2 [Ha [_ Ka]]]] [b1 [b2 [_ [Hb Kb]]]] Hz. exists a1, b2. repeat split; auto; lra. }
  assert (Hdec : forall a b, inside D a -> inside D b -> a <= b -> u' b <= u' a).
  { intros a b Ha Hb [Hab| ->]; [|lra]. destruct (MVT_cor2 u' u'' a b Hab) as [z [E Hz]].
    { intros z Hz. apply is_derive_Reals, Hu. now apply (Hin a b). }
    assert (u'' z <= 0) by (apply Hu, (Hin a b); auto; lra). nra. }
  destruct (Rtotal_order c t) as [H|[->|H]]; [|lra|].
  - destruct (MVT_cor2 u u' c t H) as [z [E Hz]].
    { intros z Hz. apply is_derive_Reals, Hu. now apply (Hin c t). }
    assert (u' z <= u' c) by (apply Hdec; auto; [apply (Hin c t); auto|]; lra). nra.
  - destruct (MVT_cor2 u u' t c H) as [z [E Hz]].
    { intros z Hz. apply is_derive_Reals, Hu. now apply (Hin t c). }
    assert (u' c <= u' z) by (apply Hdec; auto; [apply (Hin t c); auto|]; lra). nra.
Qed.

Lemma inside_between (D : R -> Prop) c t z : convex_range D -> inside D c -> D t -> c < z < t \/ t < z < c ->
  inside D z.
Proof.
  intros HD [a [b [Ha [Hb Hab]]]] Ht [Hz|Hz]; [exists a, t|exists t, b]; repeat split; auto; lra.
Qed.

Lemma below_tangent_1 (D : R -> Prop) (u u' u'' : R -> R) c t : convex_range D -> inside D c -> D t ->
  (forall t, D t -> continuous_within D u t) ->
  (forall t, inside D t -> is_derive u t (u' t) /\ is_derive u' t (u'' t) /\ u'' t <= 0) ->
  u t <= u c + u' c * (t - c).
Proof.
  intros HD Hc Ht Hcont Hu. apply Rnot_lt_le. intros Hlt.
  set (gap := u t - (u c + u' c * (t - c))). assert (Hg : 0 < gap) by (unfold gap; lra).
  destruct (Req_dec t c) as [->|Hne]; [lra|].
  destruct (Hcont t Ht (gap / 2) ltac:(lra)) as [r [Hr Hu']].
  set (q := Rabs (u' c) * Rabs (c - t)). set (K := Rabs (c - t)).
  assert (HK : 0 < K) by (apply Rabs_pos_lt; lra).
  assert (Hq : 0 <= q) by (apply Rmult_le_pos; apply Rabs_pos).
  set (h := Rmin (1/2) (Rmin (r / (2 * K)) (gap / (4 * (q + 1))))).
  assert (Hh : 0 < h).
  { unfold h. repeat apply Rmin_glb_lt; [lra|apply Rdiv_lt_0_compat; lra|apply Rdiv_lt_0_compat; lra]. }
  assert (H1 : h <= 1/2) by apply Rmin_l.
  assert (H2 : h <= r / (2 * K)) by (eapply Rle_trans; [apply Rmin_r|apply Rmin_l]).
  assert (H3 : h <= gap / (4 * (q + 1))) by (eapply Rle_trans; [apply Rmin_r|apply Rmin_r]).
  set (z := t + h * (c - t)).
  assert (Hz : inside D z).
  { apply (inside_between D c t); auto. unfold z. destruct (Rlt_le_dec c t); [left|right]; split; nra. }
  assert (Hzt : Rabs (z - t) < r).
  { unfold z. replace (t + h * (c - t) - t) with (h * (c - t)) by ring.
    rewrite Rabs_mult, (Rabs_pos_eq h) by lra. fold K.
    apply Rle_lt_trans with (r / (2 * K) * K); [apply Rmult_le_compat_r; lra|].
    replace (r / (2 * K) * K) with (r / 2) by (field; lra). lra. }
  assert (HDz : D z). { destruct Hz as [a [b [Ha [Hb Hab]]]]. apply (HD a b); auto; lra. }
  specialize (Hu' z HDz Hzt). apply Rabs_def2 in Hu'.
  assert (Hb := below_tangent_inside D u u' u'' c z HD Hc Hz Hu).
  assert (E : u' c * (z - c) = u' c * (t - c) + h * (u' c * (c - t))) by (unfold z; ring).
  assert (Hs : h * (u' c * (c - t)) <= gap / 4).
  { apply Rle_trans with (h * q).
    - apply Rmult_le_compat_l; [lra|]. apply Rle_trans with (1 := Rle_abs _). rewrite Rabs_mult. unfold q. lra.
    - apply Rle_trans with (gap / (4 * (q + 1)) * (q + 1)).
      + apply Rmult_le_compat; lra.
      + right. field. lra. }
  unfold gap in *. lra.
Qed.

(** In two variables, on the chamber: lines from a point of the diagonal do not leave it. *)
Lemma below_tangent_2 P Px Py Pxx Pxy Pyy c x y :
  chamber_slopes P Px Py -> chamber_slopes Px Pxx Pxy -> chamber_slopes Py Pxy Pyy ->
  (forall x y p q, 0 < y <= x -> Pxx x y * p^2 + 2 * Pxy x y * p * q + Pyy x y * q^2 <= 0) ->
  0 < c -> 0 < y <= x -> P x y <= P c c + Px c c * (x - c) + Py c c * (y - c).
Proof.
  intros HP HPx HPy Hn Hc Hxy. set (X := fun t => c + t * (x - c)). set (Y := fun t => c + t * (y - c)).
  assert (DX : forall t, is_derive X t (x - c)) by (intros; unfold X; auto_derive; [trivial|ring]).
  assert (DY : forall t, is_derive Y t (y - c)) by (intros; unfold Y; auto_derive; [trivial|ring]).
  assert (Hch : forall t, 0 <= t <= 1 -> 0 < Y t <= X t).
  { intros t Ht. unfold X, Y. split.
    - replace (c + t * (y - c)) with ((1 - t) * c + t * y) by ring.
      destruct (Rlt_le_dec 0 t); [|replace t with 0 by lra; lra].
      assert (0 <= (1 - t) * c) by (apply Rmult_le_pos; lra).
      assert (0 < t * y) by (apply Rmult_lt_0_compat; lra). lra.
    - apply Rplus_le_compat_l, Rmult_le_compat_l; lra. }
  set (S t := Px (X t) (Y t) * (x - c) + Py (X t) (Y t) * (y - c)).
  set (H t := Pxx (X t) (Y t) * (x - c)^2 + 2 * Pxy (X t) (Y t) * (x - c) * (y - c) + Pyy (X t) (Y t) * (y - c)^2).
  destruct (MVT_cor2 (fun t => P (X t) (Y t)) S 0 1 Rlt_0_1) as [a [Ea Ha]].
  { intros t Ht. apply is_derive_Reals. apply HP; auto. }
  destruct (MVT_cor2 S H 0 a (proj1 Ha)) as [b [Eb Hb]].
  { intros t Ht. apply is_derive_Reals. unfold S. evar_last.
    - apply @is_derive_plus.
      + apply (is_derive_ext (fun t => (x - c) * Px (X t) (Y t))); [intros; apply Rmult_comm|].
        apply is_derive_scal. apply HPx; [apply Hch; lra|apply DX|apply DY].
      + apply (is_derive_ext (fun t => (y - c) * Py (X t) (Y t))); [intros; apply Rmult_comm|].
        apply is_derive_scal. apply HPy; [apply Hch; lra|apply DX|apply DY].
    - unfold H, plus; simpl. ring. }
  assert (HH : H b <= 0) by (apply Hn, Hch; lra).
  assert (E0 : X 0 = c /\ Y 0 = c /\ X 1 = x /\ Y 1 = y) by (unfold X, Y; repeat split; ring).
  destruct E0 as [E1 [E2 [E3 E4]]]. cbv beta in Ea. rewrite E1, E2, E3, E4 in Ea.
  unfold S at 2 in Eb. rewrite E1, E2 in Eb. nra.
Qed.

(** By symmetry the slopes on the diagonal are equal. *)
Lemma symmetric_slopes (D : R -> Prop) P Px Py c : inside D c -> convex_range D -> (forall t, D t -> 0 < t) ->
  (forall x y, D x -> D y -> P x y = P y x) -> chamber_slopes P Px Py -> Px c c = Py c c.
Proof.
  intros [a [b [Ha [Hb Hab]]]] HD Hpos Hs HP. assert (Hc : 0 < c) by (specialize (Hpos a Ha); lra).
  assert (D1 : is_derive (fun t => c + t) 0 1) by (auto_derive; [trivial|ring]).
  assert (D2 : is_derive (fun t => c - t) 0 (-1)) by (auto_derive; [trivial|ring]).
  assert (E1 := HP (fun t => c + t) (fun t => c - t) 0 1 (-1) ltac:(lra) D1 D2).
  assert (E2 := HP (fun t => c - t) (fun t => c + t) 0 (-1) 1 ltac:(lra) D2 D1). cbv beta in E1, E2.
  rewrite Rplus_0_r, Rminus_0_r in E1, E2.
  assert (E : Px c c * 1 + Py c c * -1 = Px c c * -1 + Py c c * 1); [|lra].
  rewrite <- (is_derive_unique _ _ _ E1). apply is_derive_unique.
  apply (is_derive_ext_loc (fun t => P (c - t) (c + t))); [|exact E2].
  assert (Hr : 0 < Rmin (c - a) (b - c)) by (apply Rmin_glb_lt; lra).
  exists (mkposreal _ Hr). intros t Ht. apply Rabs_def2 in Ht. unfold minus, plus, opp in Ht; simpl in Ht.
  assert (L := Rmin_l (c - a) (b - c)). assert (L' := Rmin_r (c - a) (b - c)).
  apply Hs; apply (HD a b); auto; lra.
Qed.

(** ** Supporting planes *)

Definition plane (n : nat) (v c : R) (p x : vec) : R := v + \sum_(i < n) (p i * (x i - c)).

Definition supported (D : R -> Prop) (n : nat) (f : vec -> R) (c : R) (p : vec) : Prop :=
  forall x, (forall i, (i < n)%nat -> D (x i)) -> f x <= plane n (f (scalar c)) c p x.

Lemma plane_at n v c p t : plane n v c p (scalar t) = v + (\sum_(i < n) p i) * (t - c).
Proof.
  unfold plane, scalar. rewrite (sum_ext n _ (fun i => (t - c) * p i)) by (intros; ring).
  rewrite sum_scal. change (\sum_(i < n) p i) with (sum n p). ring.
Qed.

Lemma supported_one D n e c : convex_range D -> inside D c -> concave_in_one D n e ->
  exists p, supported D n e c p.
Proof.
  intros HD Hc [i [u [u' [u'' [Hi [He [Hcont Hu]]]]]]]. exists (fun l => if Nat.eqb l i then u' c else 0).
  intros x Hx. unfold plane. rewrite (sum_at n i (u' c) (fun l => x l - c) Hi), !He. unfold scalar.
  apply (below_tangent_1 D u u' u''); auto.
Qed.

Lemma supported_two D n e c : convex_range D -> inside D c -> concave_in_two D n e ->
  exists p, supported D n e c p.
Proof.
  intros HD Hc [i [j [P [Px [Py [Pxx [Pxy [Pyy [Hi [Hj [He [Hpos [Hs [HP [HPx [HPy Hn]]]]]]]]]]]]]]]].
  assert (E := symmetric_slopes D P Px Py c Hc HD Hpos Hs HP).
  exists (fun l => (if Nat.eqb l i then Px c c else 0) + (if Nat.eqb l j then Px c c else 0)).
  intros x Hx. unfold plane.
  rewrite (sum_ext n _ (fun l => (if Nat.eqb l i then Px c c else 0) * (x l - c)
    + (if Nat.eqb l j then Px c c else 0) * (x l - c))) by (intros; ring).
  rewrite sum_plus, (sum_at n i _ (fun l => x l - c) Hi), (sum_at n j _ (fun l => x l - c) Hj), !He.
  unfold scalar. assert (Hxi := Hx i Hi). assert (Hxj := Hx j Hj).
  assert (Hc0 : 0 < c) by (destruct Hc as [a [b [Ha [_ Hab]]]]; specialize (Hpos a Ha); lra).
  assert (Hpi := Hpos _ Hxi). assert (Hpj := Hpos _ Hxj).
  destruct (Rle_lt_dec (x j) (x i)) as [H|H].
  - assert (K := below_tangent_2 P Px Py Pxx Pxy Pyy c (x i) (x j) HP HPx HPy Hn Hc0 ltac:(lra)).
    rewrite <- E in K. lra.
  - rewrite (Hs (x i) (x j)) by assumption.
    assert (K := below_tangent_2 P Px Py Pxx Pxy Pyy c (x j) (x i) HP HPx HPy Hn Hc0 ltac:(lra)).
    rewrite <- E in K. lra.
Qed.

Section Rule.

Variables (D : R -> Prop) (n : nat) (m : R) (ok : (vec -> R) -> Prop) (E : (vec -> R) -> R).
Hypothesis (HD : convex_range D) (HL : law D n m ok E).

Variables (f : vec -> R) (F : R -> R) (k : nat) (w : vec) (e : nat -> vec -> R).
Hypothesis Hsum : forall x, (forall i, (i < n)%nat -> D (x i)) -> f x = \sum_(l < k) (w l * e l x).
Hypothesis Hw : forall l, (l < k)%nat -> 0 < w l.
Hypothesis Hdiag : forall t, D t -> f (scalar t) = F t.
Hypothesis Hterm : forall l, (l < k)%nat -> concave_in_one D n (e l) \/ concave_in_two D n (e l).

Lemma inside_range c : inside D c -> D c.
Proof. intros [a [b [Ha [Hb Hab]]]]. apply (HD a b); auto; lra. Qed.

Lemma supported_sum c : inside D c -> forall k', (k' <= k)%nat ->
  exists p, supported D n (fun x => \sum_(l < k') (w l * e l x)) c p.
Proof.
  intros Hc k'. induction k' as [|k' IH]; intros Hk.
  - exists (fun _ => 0). intros x Hx. unfold plane. cbn [sum].
    rewrite (sum_ext n _ (fun _ => 0)), sum_zero by (intros; ring). lra.
  - destruct IH as [p Hp]; [lia|].
    assert (Hq : exists q, supported D n (e k') c q).
    { destruct (Hterm k' ltac:(lia)); [now apply supported_one|now apply supported_two]. }
    destruct Hq as [q Hq]. exists (fun i => p i + w k' * q i). intros x Hx. cbn [sum].
    specialize (Hp x Hx). specialize (Hq x Hx). cbv beta in Hp.
    apply (Rmult_le_compat_l _ _ _ (Rlt_le _ _ (Hw k' ltac:(lia)))) in Hq. unfold plane in *.
    rewrite (sum_ext n _ (fun i => p i * (x i - c) + w k' * (q i * (x i - c)))) by (intros; ring).
    rewrite sum_plus, sum_scal. lra.
Qed.

Lemma supported_f c : inside D c -> exists p,
  forall x, (forall i, (i < n)%nat -> D (x i)) -> f x <= plane n (F c) c p x.
Proof.
  intros Hc. destruct (supported_sum c Hc k ltac:(lia)) as [p Hp]. exists p. intros x Hx.
  assert (Hci := inside_range c Hc). rewrite <- Hdiag by assumption. rewrite !Hsum by auto. now apply Hp.
Qed.

(** The mean of a plane through [(m, ..., m)]. *)
Lemma plane_mean v p n' : (n' <= n)%nat -> ok (plane n' v m p) /\ E (plane n' v m p) = v.
Proof.
  induction n' as [|n' IH]; intros Hn.
  - replace (plane 0 v m p) with (fun _ : vec => v).
    2:{ apply FunctionalExtensionality.functional_extensionality. intros x. unfold plane. cbn [sum]. ring. }
    split; [apply (law_const _ _ _ _ _ HL)|].
    assert (H := mean_lin _ _ _ _ _ HL (v - 1) (fun _ => 1) (fun _ => 1) (law_const _ _ _ _ _ HL 1)
      (law_const _ _ _ _ _ HL 1)). rewrite (mean_one _ _ _ _ _ HL) in H.
    transitivity (1 + (v - 1) * 1); [|ring]. rewrite <- H. f_equal.
    apply FunctionalExtensionality.functional_extensionality. intros x. ring.
  - destruct IH as [IO IE]; [lia|].
    assert (Hi := law_mean_ok _ _ _ _ _ HL n' ltac:(lia)). assert (Hm := mean_same _ _ _ _ _ HL n' ltac:(lia)).
    assert (H1 := law_lin _ _ _ _ _ HL (- m) (fun x => x n') (fun _ => 1) Hi (law_const _ _ _ _ _ HL 1)).
    assert (E1 := mean_lin _ _ _ _ _ HL (- m) (fun x => x n') (fun _ => 1) Hi (law_const _ _ _ _ _ HL 1)).
    rewrite Hm, (mean_one _ _ _ _ _ HL) in E1.
    replace (plane (S n') v m p) with (fun x => plane n' v m p x + p n' * (x n' + - m * 1)).
    2:{ apply FunctionalExtensionality.functional_extensionality. intros x. unfold plane. cbn [sum]. ring. }
    split; [now apply (law_lin _ _ _ _ _ HL)|].
    rewrite (mean_lin _ _ _ _ _ HL (p n') _ _ IO H1), IE, E1. ring.
Qed.

(** The first part: [f] lies below an integrable function of mean [F m], so that its mean exists in
    [[-oo, oo)]; and if [f] is integrable, its mean is at most [F m]. *)
Theorem rule_jensen : inside D m ->
  (exists T, ok T /\ E T = F m /\ forall x, (forall i, (i < n)%nat -> D (x i)) -> f x <= T x) /\
  (ok f -> E f <= F m).
Proof.
  intros Hm. destruct (supported_f m Hm) as [p Hp]. destruct (plane_mean (F m) p n ltac:(lia)) as [HO HE].
  split; [now exists (plane n (F m) m p)|]. intros Hf. rewrite <- HE. now apply (mean_le _ _ _ _ _ HL).
Qed.

(** ** Strictness *)

Variables F' F'' : R -> R.
Hypothesis HF : forall t, inside D t -> is_derive F t (F' t) /\ is_derive F' t (F'' t) /\ F'' t < 0.

Lemma F_strictly_concave a b : inside D a -> inside D b -> a <> b -> (F a + F b) / 2 < F ((a + b) / 2).
Proof.
  intros Ha Hb Hne.
  assert (Hin : forall r, 0 <= r <= 1 -> inside D (a + r * (b - a))).
  { intros r Hr. destruct Ha as [a1 [a2 [Ha1 [Ha2 Ka]]]], Hb as [b1 [b2 [Hb1 [Hb2 Kb]]]].
    assert (Hmix : forall c, (c = a + r * (b - a)) -> Rmin a b <= c <= Rmax a b).
    { intros c ->. unfold Rmin, Rmax. destruct (Rle_dec a b); split; nra. }
    specialize (Hmix _ eq_refl). unfold Rmin, Rmax in Hmix.
    destruct (Rle_dec a b); [exists a1, b2|exists b1, a2]; repeat split; auto; lra. }
  assert (H := concave_1d (fun r => F (a + r * (b - a))) (fun r => F' (a + r * (b - a)) * (b - a))
    (fun r => F'' (a + r * (b - a)) * (b - a)^2) (1/2)).
  cbv beta in H. replace (a + 0 * (b - a)) with a in H by ring. replace (a + 1 * (b - a)) with b in H by ring.
  replace (a + 1/2 * (b - a)) with ((a + b) / 2) in H by field.
  assert (DL : forall r, is_derive (fun r => a + r * (b - a)) r (b - a))
    by (intros; auto_derive; [trivial|ring]).
  enough ((1 - 1/2) * F a + 1/2 * F b < F ((a + b) / 2)) by lra. apply H; [| | |lra].
  - intros r Hr. apply (is_derive_comp_R F (fun r => a + r * (b - a))); [apply HF, Hin, Hr|apply DL].
  - intros r Hr. apply (is_derive_ext (fun r => (b - a) * F' (a + r * (b - a)))); [intros; apply Rmult_comm|].
    evar_last.
    + apply is_derive_scal. apply (is_derive_comp_R F' (fun r => a + r * (b - a))); [apply HF, Hin, Hr|apply DL].
    + ring.
  - intros r Hr. assert (K := proj2 (proj2 (HF _ (Hin r ltac:(lra))))).
    assert (0 < (b - a)^2) by (apply pow2_gt_0; lra). nra.
Qed.

(** At every other point of the diagonal some supporting plane lies below the one at [m]. *)
Lemma plane_below p t : inside D m -> D t -> t <> m ->
  (forall x, (forall i, (i < n)%nat -> D (x i)) -> f x <= plane n (F m) m p x) ->
  exists c q, inside D c /\
    (forall x, (forall i, (i < n)%nat -> D (x i)) -> f x <= plane n (F c) c q x) /\
    plane n (F c) c q (scalar t) < plane n (F m) m p (scalar t).
Proof.
  intros Hm Ht Hne Hp. set (c := (m + t) / 2).
  assert (Hc : inside D c).
  { apply (inside_between D m t); auto. unfold c. destruct (Rlt_le_dec m t); [left|right]; lra. }
  destruct (supported_f c Hc) as [q Hq]. exists c, q. split; [exact Hc|]. split; [exact Hq|].
  assert (Hline : forall z, D z -> F z <= plane n (F m) m p (scalar z) /\ F z <= plane n (F c) c q (scalar z)).
  { intros z Hz. rewrite <- (Hdiag z Hz). split; [apply Hp|apply Hq]; intros; exact Hz. }
  rewrite !plane_at. set (A := \sum_(i < n) q i). set (B := \sum_(i < n) p i).
  assert (HB : forall z, D z -> F z <= F m + B * (z - m))
    by (intros z Hz; destruct (Hline z Hz) as [H _]; now rewrite plane_at in H).
  assert (HA : forall z, D z -> F z <= F c + A * (z - c))
    by (intros z Hz; destruct (Hline z Hz) as [_ H]; now rewrite plane_at in H).
  assert (Hmc : m <> c) by (unfold c; lra).
  assert (Hz : inside D ((m + c) / 2)).
  { apply (inside_between D m t); auto. unfold c. destruct (Rlt_le_dec m t); [left|right]; lra. }
  assert (K := F_strictly_concave m c Hm Hc Hmc).
  assert (K1 := HB _ (inside_range _ Hz)). assert (K2 := HA m (inside_range m Hm)).
  replace ((m + c) / 2 - m) with ((c - m) / 2) in K1 by field.
  (* F c < F m + B (c - m) *)
  assert (K3 : F c < F m + B * (c - m)) by lra.
  replace (t - c) with (c - m) by (unfold c; field). replace (t - m) with (2 * (c - m)) by (unfold c; field).
  lra.
Qed.

Lemma near_all_01 n' t r x : near_all n' t r x = 0 \/
  (near_all n' t r x = 1 /\ forall i, (i < n')%nat -> Rabs (x i - t) < r).
Proof.
  induction n' as [|n' IH]; [right; split; [reflexivity|lia]|]. cbn [near_all]. unfold near.
  destruct IH as [->|[-> H]]; [left; ring|]. destruct (Rlt_dec (Rabs (x n' - t)) r) as [K|K]; [right|left; ring].
  split; [ring|]. intros i Hi. destruct (Nat.eq_dec i n') as [->|]; [exact K|apply H; lia].
Qed.

(** An affine function that is negative at [(t, ..., t)] is so nearby. *)
Lemma plane_near v c p t : plane n v c p (scalar t) < 0 -> exists r d, 0 < r /\ 0 < d /\
  forall x, (forall i, (i < n)%nat -> Rabs (x i - t) < r) -> plane n v c p x <= - d.
Proof.
  intros Hneg. set (a := plane n v c p (scalar t)) in *. set (q := \sum_(i < n) Rabs (p i)).
  assert (Hq : 0 <= q) by (apply sum_ge0; intros; apply Rabs_pos).
  exists (- a / (2 * (q + 1))), (- a / 2).
  assert (Hr : 0 < - a / (2 * (q + 1))) by (apply Rdiv_lt_0_compat; lra).
  split; [exact Hr|]. split; [lra|]. intros x Hx.
  assert (E0 : plane n v c p x = a + \sum_(i < n) (p i * (x i - t))).
  { unfold a, plane. rewrite Rplus_assoc, <- sum_plus. f_equal. apply sum_ext. intros. unfold scalar. ring. }
  assert (Hs : \sum_(i < n) (p i * (x i - t)) <= \sum_(i < n) (- a / (2 * (q + 1)) * Rabs (p i))).
  { apply sum_le. intros i Hi. apply Rle_trans with (1 := Rle_abs _). rewrite Rabs_mult, Rmult_comm.
    apply Rmult_le_compat_r; [apply Rabs_pos|]. now apply Rlt_le, Hx. }
  rewrite sum_scal in Hs. fold q in Hs.
  assert (- a / (2 * (q + 1)) * q <= - a / 2).
  { replace (- a / 2) with (- a / (2 * (q + 1)) * (q + 1)) by (field; lra). apply Rmult_le_compat_l; lra. }
  lra.
Qed.

Lemma pow_zero x j : x^j = 0 -> x = 0.
Proof.
  induction j as [|j IH]; simpl; [lra|]. intros H. destruct (Rmult_integral _ _ H); auto.
Qed.

(** The second part: strictly less, but for a point mass. *)
Theorem rule_jensen_strict : inside D m -> ok f -> ~ point_mass D m E -> E f < F m.
Proof.
  intros Hm Hf Hnp. destruct (rule_jensen Hm) as [_ Hle]. destruct (Hle Hf) as [|Heq]; [assumption|].
  exfalso. apply Hnp. intros t Ht Hne.
  destruct (supported_f m Hm) as [p Hp]. destruct (plane_mean (F m) p n ltac:(lia)) as [HO HE].
  destruct (plane_below p t Hm Ht Hne Hp) as [c [q [Hc [Hq Hlt]]]].
  (* the difference of the two planes, as one *)
  assert (Hdiff : forall x, plane n (F c) c q x - plane n (F m) m p x
    = plane n (plane n (F c) c q (scalar m) - F m) m (fun i => q i - p i) x).
  { intros x. unfold plane.
    rewrite (sum_ext n (fun i => (q i - p i) * (x i - m)) (fun i => q i * (x i - m) - p i * (x i - m)))
      by (intros; ring). rewrite sum_minus.
    rewrite (sum_ext n (fun i => q i * (x i - c)) (fun i => q i * (x i - m) + q i * (scalar m i - c)))
      by (intros; unfold scalar; ring). rewrite sum_plus. ring. }
  destruct (plane_near (plane n (F c) c q (scalar m) - F m) m (fun i => q i - p i) t) as [r [d [Hr [Hd Hnear]]]].
  { rewrite <- Hdiff. lra. }
  exists r. split; [exact Hr|]. apply (pow_zero _ n). rewrite <- (mean_independent _ _ _ _ _ HL).
  assert (HON := law_near_ok _ _ _ _ _ HL t r).
  assert (Hge : 0 <= E (near_all n t r)).
  { assert (H := mean_le _ _ _ _ _ HL (fun x => (fun _ => 1) x + -1 * (fun _ => 1) x) (near_all n t r)).
    rewrite (mean_lin _ _ _ _ _ HL), (mean_one _ _ _ _ _ HL) in H by apply (law_const _ _ _ _ _ HL).
    replace 0 with (1 + -1 * 1) by ring. apply H; [|exact HON|].
    - apply (law_lin _ _ _ _ _ HL); apply (law_const _ _ _ _ _ HL).
    - intros x _. destruct (near_all_01 n t r x) as [->|[-> _]]; lra. }
  assert (Hup : E (fun x => f x + d * near_all n t r x) <= E (plane n (F m) m p)).
  { apply (mean_le _ _ _ _ _ HL); [now apply (law_lin _ _ _ _ _ HL)|exact HO|]. intros x Hx.
    destruct (near_all_01 n t r x) as [->|[-> Hxr]]; [specialize (Hp x Hx); lra|].
    specialize (Hnear x Hxr). rewrite <- Hdiff in Hnear. specialize (Hq x Hx). lra. }
  rewrite (mean_lin _ _ _ _ _ HL d f (near_all n t r) Hf HON), HE, Heq in Hup. nra.
Qed.

End Rule.

(** A law that is a point mass has the mean of [f] at that point: nothing is to be shown but the first
    identity of the rule. *)
Theorem rule_jensen_point_mass (E : (vec -> R) -> R) (f : vec -> R) (F : R -> R) m :
  (forall g, E g = g (scalar m)) -> f (scalar m) = F m -> E f = F m.
Proof. intros HE Hf. now rewrite HE. Qed.
