(** * The inference rules about extrema, roots and eigenvalues

    The rules of lib/dlncert/rules about conclusions that are not inequalities, each under its name.
    They are about arbitrary functions; nothing of the model occurs. *)

From Coq Require Import Reals Ranalysis5 Lra Lia Psatz List Classical.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Gradient Blocks Concavity Rules Krawczyk.
Import ListNotations.
Open Scope R_scope.

(** ** Extrema *)

Definition is_infimum (X : Type) (D : X -> Prop) (E : X -> R) (m : R) : Prop :=
  (forall x, D x -> m <= E x) /\ forall b, (forall x, D x -> b <= E x) -> b <= m.

Theorem rule_extremum (X : Type) (D : X -> Prop) (E : X -> R) a b m : is_infimum X D E m ->
  (forall x, D x -> a <= E x) ->
  ((exists x, D x /\ E x <= b) \/ (forall t, 1 <= t -> exists x, D x /\ E x <= b + 1 / t)) ->
  a <= m <= b.
Proof.
  intros [Hm Hg] Ha Hb. split; [now apply Hg|].
  destruct Hb as [[x [Hx Hb]]|Hb]; [specialize (Hm x Hx); lra|].
  apply Rnot_lt_le. intros H. set (t := Rmax 1 (2 / (m - b))).
  assert (Ht : 1 <= t) by apply Rmax_l. assert (Ht' : 2 / (m - b) <= t) by apply Rmax_r.
  destruct (Hb t Ht) as [x [Hx Hb']]. specialize (Hm x Hx).
  assert (K : 1 / t <= (m - b) / 2).
  { apply (Rmult_le_reg_r t); [lra|]. replace (1 / t * t) with 1 by (field; lra).
    apply Rmult_le_compat_l with (r := (m - b) / 2) in Ht'; [|lra].
    replace ((m - b) / 2 * (2 / (m - b))) with 1 in Ht' by (field; lra). lra. }
  lra.
Qed.

(** An infimum of minus infinity. *)
Theorem rule_extremum_unbounded (X : Type) (D : X -> Prop) (E : X -> R) :
  (forall t, 1 <= t -> exists x, D x /\ E x <= - t) -> ~ exists a, forall x, D x -> a <= E x.
Proof.
  intros H [a Ha]. destruct (H (Rmax 1 (1 - a)) (Rmax_l _ _)) as [x [Hx Hb]].
  specialize (Ha x Hx). assert (K := Rmax_r 1 (1 - a)). lra.
Qed.

(** Suprema are infima of [- E]. *)
Theorem rule_extrema (X : Type) (D : X -> Prop) n (E : nat -> X -> R) (a b m : nat -> R) :
  (forall i, (i < n)%nat -> is_infimum X D (E i) (m i) -> a i <= m i <= b i) ->
  (forall i, (i < n)%nat -> is_infimum X D (E i) (m i)) -> forall i, (i < n)%nat -> a i <= m i <= b i.
Proof. auto. Qed.

(** ** Roots *)

Theorem rule_root (X : Type) (D : X -> Prop) (f : X -> R) x : D x -> f x = 0 ->
  exists x, D x /\ f x = 0.
Proof. intros Hx E. now exists x. Qed.

(** What is not in [K] is no zero. *)
Theorem rule_exclude (X : Type) (D K Z : X -> Prop) :
  (forall x, D x -> K x \/ ~ Z x) -> forall x, D x -> Z x -> K x.
Proof. intros H x Hx Hz. destruct (H x Hx); [assumption|contradiction]. Qed.

Definition convex_range (D : R -> Prop) : Prop := forall a b x, D a -> D b -> a <= x <= b -> D x.

(** The slope is positive but at finitely many points. *)
Lemma increasing_except (f df : R -> R) l : forall a b, a < b ->
  (forall x, a <= x <= b -> continuity_pt f x) ->
  (forall x, a < x < b -> ~ In x l -> derivable_pt_lim f x (df x) /\ 0 < df x) -> f a < f b.
Proof.
  induction l as [|e l IH]; intros a b Hab Hc Hd.
  - set (D := fun x (Hx : a < x < b) => exist _ (df x) (proj1 (Hd x Hx (fun K => K))) : derivable_pt f x).
    destruct (MVT f id a b D (fun x _ => derivable_pt_id x) Hab Hc) as [c [P E]].
    { intros x _. apply derivable_continuous_pt, derivable_pt_id. }
    rewrite derive_pt_id in E. unfold id in E. simpl in E. destruct (Hd c P (fun K => K)) as [_ Hp].
    assert (0 < (b - a) * df c) by (apply Rmult_lt_0_compat; lra). lra.
  - assert (K : forall u v, u < v -> a <= u -> v <= b -> (v <= e \/ e <= u) -> f u < f v).
    { intros u v Huv Hu Hv He. apply IH; [exact Huv|intros; apply Hc; lra|].
      intros x Hx Hn. apply Hd; [lra|]. intros [J|J]; [lra|contradiction]. }
    destruct (Rlt_le_dec a e) as [Hae|Hae]; [|apply K; lra].
    destruct (Rlt_le_dec e b) as [Heb|Heb]; [|apply K; lra].
    apply Rlt_trans with (f e); apply K; lra.
Qed.

Lemma zero_between (f : R -> R) a b : a <= b -> (forall x, a <= x <= b -> continuity_pt f x) ->
  f a <= 0 <= f b -> exists x, a <= x <= b /\ f x = 0.
Proof.
  intros Hab Hc [Ha Hb]. destruct (Req_dec (f a) 0) as [E|Na]; [exists a; lra|].
  destruct (Req_dec (f b) 0) as [E|Nb]; [exists b; lra|].
  destruct Hab as [Hab| ->]; [|lra].
  destruct (IVT_interv f a b Hc Hab) as [x [Hx E]]; [lra|lra|]. now exists x.
Qed.

(** Existence by the intermediate value theorem, uniqueness because [f] increases strictly. *)
Theorem rule_unique_root (D : R -> Prop) (f : R -> R) p q : convex_range D ->
  (forall x, D x -> continuity_pt f x) -> D p -> D q -> f p <= 0 <= f q ->
  (exists x, D x /\ f x = 0) /\
  (forall df l, (forall x, D x -> ~ In x l -> derivable_pt_lim f x (df x) /\ 0 < df x) ->
     forall x y, D x -> D y -> f x = 0 -> f y = 0 -> x = y).
Proof.
  intros HD Hc Hp Hq Hs. split.
  - destruct (Rle_lt_dec p q) as [H|H].
    + destruct (zero_between f p q H) as [x [Hx E]]; [|exact Hs|].
      { intros x Hx. apply Hc. now apply (HD p q). }
      exists x. split; [now apply (HD p q)|exact E].
    + destruct (zero_between (fun x => - f x) q p) as [x [Hx E]]; [lra| |lra|].
      { intros x Hx. apply continuity_pt_opp, Hc. now apply (HD q p). }
      exists x. split; [now apply (HD q p)|lra].
  - intros df l Hd. assert (J : forall x y, D x -> D y -> x < y -> f x < f y).
    { intros x y Hx Hy Hxy. apply (increasing_except f df l); [exact Hxy| |].
      - intros z Hz. apply Hc. now apply (HD x y).
      - intros z Hz. apply Hd. apply (HD x y); try assumption. lra. }
    intros x y Hx Hy Ex Ey. destruct (Rtotal_order x y) as [H|[H|H]]; [|exact H|];
      [specialize (J x y Hx Hy H)|specialize (J y x Hy Hx H)]; lra.
Qed.

(** ** Eigenvalues *)

(** [combination n X z] is [X z] for the vectors [X 0, ..., X (n - 1)]. *)
Definition combination (n : nat) (X : nat -> vec) (z : vec) : vec := fun i => \sum_(k < n) (z k * X k i).

(** [b] is the bilinear form of [A - c I] in the vectors: if it is strictly diagonally dominant with a
    positive diagonal, [A] exceeds [c] on an n-dimensional subspace, and so (Courant and Fischer) has at
    least [n] eigenvalues above [c]. *)
Theorem rule_congruence d A c n (X : nat -> vec) (b : nat -> nat -> R) : symmetric n b ->
  (forall z, form d A (combination n X z) - c * norm2 d (combination n X z) = form n b z) ->
  (forall i, (i < n)%nat -> \sum_(j < n without i) Rabs (b i j) < b i i) ->
  forall z, nonzero n z ->
    nonzero d (combination n X z) /\
    c * norm2 d (combination n X z) < form d A (combination n X z).
Proof.
  intros Hs Hb Hd z [k [Hk Hz]].
  assert (Hp : 0 < form n b z).
  { apply Rlt_le_trans with (2 := gershgorin n b z Hs). apply sum_gt0.
    - intros i Hi. apply Rmult_le_pos; [specialize (Hd i Hi); lra|apply pow2_ge_0].
    - exists k. split; [exact Hk|].
      apply Rmult_lt_0_compat; [specialize (Hd k Hk); lra|]. now apply pow2_gt_0. }
  assert (Hlt : c * norm2 d (combination n X z) < form d A (combination n X z))
    by (specialize (Hb z); lra).
  split; [|exact Hlt]. destruct (classic (nonzero d (combination n X z))) as [|N]; [assumption|exfalso].
  assert (Z : forall i, (i < d)%nat -> combination n X z i = 0).
  { intros i Hi. destruct (Req_dec (combination n X z i) 0); [assumption|].
    exfalso. apply N. now exists i. }
  assert (E1 : norm2 d (combination n X z) = 0).
  { unfold norm2. rewrite <- (sum_zero d). apply sum_ext. intros i Hi. rewrite Z by assumption. ring. }
  assert (E2 : form d A (combination n X z) = 0).
  { unfold form. rewrite <- (sum_zero d). apply sum_ext. intros i Hi. rewrite <- (sum_zero d).
    apply sum_ext. intros j Hj. rewrite (Z i Hi). ring. }
  rewrite E1, E2 in Hlt. lra.
Qed.

(** A leaf m: where the entries [a k] change by slopes times distances [h v], a sum of them with weights
    (such as [x^T A y]) changes by at most what the sums of the slopes with these weights allow. *)
Theorem rule_congruence_centred m n (w a at_centre h r g : nat -> R) (slope : nat -> nat -> R) :
  (forall k, (k < m)%nat -> a k = at_centre k + \sum_(v < n) (slope k v * h v)) ->
  (forall v, (v < n)%nat -> Rabs (h v) <= r v) ->
  (forall v, (v < n)%nat -> Rabs (\sum_(k < m) (w k * slope k v)) <= g v) ->
  Rabs (\sum_(k < m) (w k * a k) - \sum_(k < m) (w k * at_centre k)) <= \sum_(v < n) (g v * r v).
Proof.
  intros Ha Hh Hg. rewrite <- sum_minus.
  rewrite (sum_ext m _ (fun k => \sum_(v < n) (w k * slope k v * h v))).
  2: { intros k Hk. rewrite (Ha k Hk).
       replace (w k * (at_centre k + \sum_(v < n) (slope k v * h v)) - w k * at_centre k)
         with (w k * \sum_(v < n) (slope k v * h v)) by ring.
       rewrite <- sum_scal. apply sum_ext. intros v _. ring. }
  rewrite sum_swap. apply Rle_trans with (1 := sum_Rabs n _). apply sum_le. intros v Hv.
  rewrite (sum_ext m _ (fun k => h v * (w k * slope k v))) by (intros; ring).
  rewrite sum_scal, Rabs_mult, Rmult_comm.
  apply Rmult_le_compat; try apply Rabs_pos; auto.
Qed.

(** A matrix with the same entries has the same form, and so as many eigenvalues above [c]. *)
Theorem rule_rewrite (X : Type) (D : X -> Prop) d (A B : X -> nat -> nat -> R) :
  (forall x, D x -> forall i j, (i < d)%nat -> (j < d)%nat -> B x i j = A x i j) ->
  forall x v, D x -> form d (A x) v = form d (B x) v.
Proof.
  intros H x v Hx. unfold form. apply sum_ext. intros i Hi. apply sum_ext. intros j Hj.
  rewrite (H x Hx i j Hi Hj). reflexivity.
Qed.

(** ** Homogeneity *)

Lemma greatest_of n (a : nat -> R) (P : nat -> Prop) : (exists i, (i < n)%nat /\ P i) ->
  exists i, (i < n)%nat /\ P i /\ forall j, (j < n)%nat -> P j -> a j <= a i.
Proof.
  induction n as [|n IH]; intros [i [Hi HP]]; [lia|].
  assert (Hj : forall j, (j < S n)%nat -> (j < n)%nat \/ j = n) by (intros; lia).
  destruct (classic (exists k, (k < n)%nat /\ P k)) as [E|N].
  - destruct (IH E) as [k [Hk [HPk Hm]]]. destruct (classic (P n /\ a k < a n)) as [[HPn H]|N].
    + exists n. repeat split; [lia|exact HPn|]. intros j Hjn HPj.
      destruct (Hj j Hjn) as [H1| ->]; [|lra]. specialize (Hm j H1 HPj). lra.
    + exists k. repeat split; [lia|exact HPk|]. intros j Hjn HPj.
      destruct (Hj j Hjn) as [H1| ->]; [now apply Hm|].
      apply Rnot_lt_le. intros H. apply N. now split.
  - assert (K : forall j, (j < S n)%nat -> P j -> j = n)
      by (intros j Hjn HPj; destruct (Hj j Hjn); [exfalso; apply N; now exists j|assumption]).
    exists i. repeat split; [exact Hi|exact HP|]. intros j Hjn HPj.
    rewrite (K j Hjn HPj), (K i Hi HP). lra.
Qed.

Lemma power_keeps t p c : 1 <= t -> 0 <= p * c -> c <= Rpower t p * c.
Proof.
  intros Ht Hc. assert (Hln : 0 <= ln t) by (rewrite <- ln_1; apply ln_le; lra).
  assert (E0 : exp 0 = 1) by apply exp_0. unfold Rpower.
  destruct (Rtotal_order c 0) as [H|[->|H]]; [|lra|].
  - assert (Hp : p <= 0) by nra. assert (K : exp (p * ln t) <= 1).
    { rewrite <- E0. destruct (Req_dec (p * ln t) 0) as [->|N]; [lra|].
      apply Rlt_le, exp_increasing. nra. }
    nra.
  - assert (Hp : 0 <= p) by nra. assert (K : 1 <= exp (p * ln t)).
    { rewrite <- E0. destruct (Req_dec (p * ln t) 0) as [->|N]; [lra|].
      apply Rlt_le, exp_increasing. nra. }
    nra.
Qed.

(** [q] scales like the power [p] along rays. *)
Definition homogeneous (n : nat) (D : vec -> Prop) (p : R) (q : vec -> R) : Prop :=
  forall t x y, 0 < t -> D x -> D y -> (forall i, (i < n)%nat -> x i = t * y i) ->
    q x = Rpower t p * q y.

Lemma homogeneous_bound n D p q c t x y : homogeneous n D p q -> 1 <= t -> 0 <= p * c ->
  D x -> D y -> (forall i, (i < n)%nat -> x i = t * y i) -> (c < q y -> c < q x) /\ (c <= q y -> c <= q x).
Proof.
  intros H Ht Hc Hx Hy E. rewrite (H t x y ltac:(lra) Hx Hy E).
  assert (K := power_keeps t p c Ht Hc). assert (P : 0 < Rpower t p) by apply exp_pos.
  split; intros; nra.
Qed.

(** Each point of a domain of positive vectors is [t y], [t >= 1], for a point [y] of the domain at the
    positive lower end of a coordinate. What scales like the power [p] is more than [c] there if it is at
    [y], and [p c >= 0]. (For counts of eigenvalues: [q x = +- form d (A x) v] for a fixed vector, and
    [+- c norm2 d v] for [c].) *)
Theorem rule_homogeneous n (D : vec -> Prop) (l : vec) :
  (exists i, (i < n)%nat /\ 0 < l i) ->
  (forall x i, D x -> (i < n)%nat -> 0 < x i /\ l i <= x i) ->
  (forall t x y, D x -> 1 <= t -> (forall i, (i < n)%nat -> x i = t * y i) ->
    (forall i, (i < n)%nat -> l i <= y i) -> D y) ->
  forall x, D x -> exists i y, (i < n)%nat /\ 0 < l i /\ D y /\ y i = l i /\
    forall p c q, homogeneous n D p q -> 0 <= p * c ->
      (c < q y -> c < q x) /\ (c <= q y -> c <= q x).
Proof.
  intros Hl HD Hray x Hx.
  destruct (greatest_of n (fun i => l i / x i) (fun i => 0 < l i) Hl) as [i [Hi [Hli Hm]]].
  destruct (HD x i Hx Hi) as [Hxi Hlx]. set (t := x i / l i).
  assert (Ht : 1 <= t).
  { unfold t. apply (Rmult_le_reg_r (l i)); [lra|]. replace (x i / l i * l i) with (x i) by (field; lra). lra. }
  set (y := fun j => x j / t). assert (E : forall j, (j < n)%nat -> x j = t * y j)
    by (intros j _; unfold y; field; lra).
  assert (Hy : D y).
  { apply (Hray t x y Hx Ht E). intros j Hj. destruct (HD x j Hx Hj) as [Hxj _]. unfold y.
    destruct (Rle_lt_dec (l j) 0) as [H0|H0].
    - assert (0 < x j / t) by (apply Rdiv_lt_0_compat; lra). lra.
    - assert (K := Hm j Hj H0). simpl in K. apply (Rmult_le_compat_r (x j)) in K; [|lra].
      replace (l j / x j * x j) with (l j) in K by (field; lra).
      replace (x j / t) with (l i / x i * x j) by (unfold t; field; lra). exact K. }
  exists i, y. repeat split; auto.
  - unfold y, t. field. lra.
  - now apply (homogeneous_bound n D p q c t x y).
  - now apply (homogeneous_bound n D p q c t x y).
Qed.

(** The same from the upper ends [u i] of the coordinates that have one, where [p c <= 0]: [y = t x]. *)
Theorem rule_homogeneous_upper n (D : vec -> Prop) (u : vec) (bounded : nat -> Prop) :
  (exists i, (i < n)%nat /\ bounded i) ->
  (forall x i, D x -> (i < n)%nat -> 0 < x i) ->
  (forall x i, D x -> (i < n)%nat -> bounded i -> x i <= u i) ->
  (forall t x y, D x -> 1 <= t -> (forall i, (i < n)%nat -> y i = t * x i) ->
    (forall i, (i < n)%nat -> bounded i -> y i <= u i) -> D y) ->
  forall x, D x -> exists i y, (i < n)%nat /\ bounded i /\ D y /\ y i = u i /\
    forall p c q, homogeneous n D p q -> p * c <= 0 ->
      (c < q y -> c < q x) /\ (c <= q y -> c <= q x).
Proof.
  intros Hb Hpos HD Hray x Hx.
  assert (Hu : forall i, (i < n)%nat -> bounded i -> 0 < u i).
  { intros i Hi HB. assert (K := Hpos x i Hx Hi). assert (K' := HD x i Hx Hi HB). lra. }
  destruct (greatest_of n (fun i => x i / u i) bounded Hb) as [i [Hi [HB Hm]]].
  assert (Hxi := Hpos x i Hx Hi). assert (Hui := Hu i Hi HB). set (t := u i / x i).
  assert (Ht : 1 <= t).
  { unfold t. apply (Rmult_le_reg_r (x i)); [lra|]. replace (u i / x i * x i) with (u i) by (field; lra).
    rewrite Rmult_1_l. now apply HD. }
  set (y := fun j => t * x j).
  assert (Hy : D y).
  { apply (Hray t x y Hx Ht); [reflexivity|]. intros j Hj HBj. unfold y, t.
    assert (Huj := Hu j Hj HBj). assert (K := Hm j Hj HBj). simpl in K.
    apply (Rmult_le_compat_l (u j * (u i / x i))) in K.
    2: { apply Rmult_le_pos; [lra|]. apply Rlt_le, Rdiv_lt_0_compat; lra. }
    replace (u j * (u i / x i) * (x j / u j)) with (u i / x i * x j) in K by (field; lra).
    replace (u j * (u i / x i) * (x i / u i)) with (u j) in K by (field; lra). exact K. }
  assert (Hp : forall p, Rpower (/ t) p = Rpower t (- p)).
  { intros p. unfold Rpower. rewrite ln_Rinv by lra. f_equal. ring. }
  exists i, y. repeat split; auto.
  - unfold y, t. field. lra.
  - intros Hc. rewrite (H (/ t) x y) by (try assumption; try (apply Rinv_0_lt_compat; lra);
      intros j _; unfold y; field; lra).
    assert (K := power_keeps t (- p) c Ht ltac:(lra)). rewrite Hp.
    assert (P : 0 < Rpower t (- p)) by apply exp_pos. nra.
  - intros Hc. rewrite (H (/ t) x y) by (try assumption; try (apply Rinv_0_lt_compat; lra);
      intros j _; unfold y; field; lra).
    assert (K := power_keeps t (- p) c Ht ltac:(lra)). rewrite Hp.
    assert (P : 0 < Rpower t (- p)) by apply exp_pos. nra.
Qed.
