(** * The inference rules for inequalities

    One theorem for each rule of lib/dlncert/rules that proves [f > 0] or [f >= 0] on a domain, or joins
    such claims, under its name.  Nothing of the model occurs: [f], its domain and the hypotheses are
    arbitrary.  The rules about Hessians, and the trees of cuts of closed boxes, are in Rules.v.

    [D] is the domain together with the hypotheses, as a predicate of the point. *)

From Coq Require Import Reals ZArith Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Gradient Concavity.
Open Scope R_scope.

(** ** Cuts of ranges, infinite ones included *)

Theorem rule_subdivide_cut (D P : R -> Prop) c :
  (forall x, D x -> x <= c -> P x) -> (forall x, D x -> c <= x -> P x) -> forall x, D x -> P x.
Proof. intros Hl Hr x Hx. destruct (Rle_lt_dec x c); [apply Hl|apply Hr]; try lra; assumption. Qed.

(** The point of parameter [q] lies inside the range, and moves right with [q]. *)
Definition cut_bounded a b q : R := a + q * (b - a).
Definition cut_above a q : R := a + q / (1 - q).
Definition cut_below b q : R := b - (1 - q) / q.
Definition cut_line q : R := (2 * q - 1) / (2 * q * (1 - q)).

Theorem rule_subdivide_parameter q : 0 < q < 1 ->
  (forall a b, a < b -> a < cut_bounded a b q < b) /\
  (forall a, a < cut_above a q) /\ (forall b, cut_below b q < b).
Proof.
  intros Hq. unfold cut_bounded, cut_above, cut_below. repeat split.
  - assert (0 < q * (b - a)) by (apply Rmult_lt_0_compat; lra). lra.
  - assert (0 < (1 - q) * (b - a)) by (apply Rmult_lt_0_compat; lra). lra.
  - intros a. assert (0 < q / (1 - q)) by (apply Rdiv_lt_0_compat; lra). lra.
  - intros b. assert (0 < (1 - q) / q) by (apply Rdiv_lt_0_compat; lra). lra.
Qed.

Theorem rule_subdivide_parameter_increasing p q : 0 < p < q -> q < 1 ->
  (forall a b, a < b -> cut_bounded a b p < cut_bounded a b q) /\
  (forall a, cut_above a p < cut_above a q) /\ (forall b, cut_below b p < cut_below b q) /\
  cut_line p < cut_line q.
Proof.
  intros Hp Hq. unfold cut_bounded, cut_above, cut_below, cut_line.
  assert (Hi : / (1 - p) < / (1 - q)) by (apply Rinv_lt_contravar; nra).
  assert (Hj : / q < / p) by (apply Rinv_lt_contravar; nra).
  assert (E : forall r, 0 < r < 1 -> r / (1 - r) = / (1 - r) - 1) by (intros; field; lra).
  assert (F : forall r, 0 < r < 1 -> (1 - r) / r = / r - 1) by (intros; field; lra).
  assert (G : forall r, 0 < r < 1 -> (2 * r - 1) / (2 * r * (1 - r)) = (/ (1 - r) - / r) / 2)
    by (intros; field; lra).
  repeat split; intros; rewrite ?(E p), ?(E q), ?(F p), ?(F q), ?(G p), ?(G q) by lra; nra.
Qed.

(** A leaf on which a hypothesis holds nowhere. *)
Theorem rule_subdivide_outside (X : Type) (D H P : X -> Prop) :
  (forall x, D x -> ~ H x) -> forall x, D x -> H x -> P x.
Proof. intros Hn x Hx Hh. now destruct (Hn x Hx). Qed.

Theorem rule_peel (D P : R -> Prop) a :
  (D a -> P a) -> (forall x, D x -> x <> a -> P x) -> forall x, D x -> P x.
Proof. intros Ha H x Hx. destruct (Req_dec x a) as [->|Hne]; auto. Qed.

(** Ends that are no rationals: the range as an affine image of one with rational ends. *)
Theorem rule_rational_ends (P : R -> Prop) a b : a < b ->
  ((forall s, 0 <= s <= 1 -> P (a + (b - a) * s)) -> forall v, a <= v <= b -> P v) /\
  ((forall s, 0 < s <= 1 -> P (a + (b - a) * s)) -> forall v, a < v <= b -> P v) /\
  ((forall s, 0 <= s < 1 -> P (a + (b - a) * s)) -> forall v, a <= v < b -> P v) /\
  ((forall s, 0 < s < 1 -> P (a + (b - a) * s)) -> forall v, a < v < b -> P v) /\
  ((forall s, 0 <= s -> P (a + s)) -> forall v, a <= v -> P v) /\
  ((forall s, 0 < s -> P (a + s)) -> forall v, a < v -> P v) /\
  ((forall s, 0 <= s -> P (b - s)) -> forall v, v <= b -> P v) /\
  ((forall s, 0 < s -> P (b - s)) -> forall v, v < b -> P v).
Proof.
  intros Hab.
  assert (E : forall v, a + (b - a) * ((v - a) / (b - a)) = v) by (intros; field; lra).
  assert (L : forall v, a <= v -> 0 <= (v - a) / (b - a))
    by (intros; apply Rmult_le_pos; [lra|apply Rlt_le, Rinv_0_lt_compat; lra]).
  assert (L' : forall v, a < v -> 0 < (v - a) / (b - a)) by (intros; apply Rdiv_lt_0_compat; lra).
  assert (S : forall v, 1 - (v - a) / (b - a) = (b - v) / (b - a)) by (intros; field; lra).
  assert (U : forall v, v <= b -> 0 <= (b - v) / (b - a))
    by (intros; apply Rmult_le_pos; [lra|apply Rlt_le, Rinv_0_lt_compat; lra]).
  assert (U' : forall v, v < b -> 0 < (b - v) / (b - a)) by (intros; apply Rdiv_lt_0_compat; lra).
  repeat split; intros H v Hv.
  1-4: rewrite <- (E v); apply H; specialize (S v); split; try (apply L; lra); try (apply L'; lra);
    try (specialize (U v); lra); try (specialize (U' v); lra).
  1-2: replace v with (a + (v - a)) by ring; apply H; lra.
  1-2: replace v with (b - (b - v)) by ring; apply H; lra.
Qed.

(** ** Products and sums *)

Theorem rule_factor (X : Type) (D : X -> Prop) (f e g : X -> R) :
  (forall x, D x -> f x = e x * g x) ->
  ((forall x, D x -> 0 < e x) -> (forall x, D x -> 0 < g x) -> forall x, D x -> 0 < f x) /\
  ((forall x, D x -> 0 <= e x) -> (forall x, D x -> 0 <= g x) -> forall x, D x -> 0 <= f x).
Proof.
  intros E. split; intros He Hg x Hx; rewrite E by assumption.
  - apply Rmult_lt_0_compat; auto.
  - apply Rmult_le_pos; auto.
Qed.

Theorem rule_sum (X : Type) (D : X -> Prop) (f : X -> R) n (e : nat -> X -> R) :
  (forall x, D x -> f x = \sum_(i < n) e i x) ->
  (forall i x, (i < n)%nat -> D x -> 0 <= e i x) ->
  (forall x, D x -> 0 <= f x) /\
  (forall k, (k < n)%nat -> (forall x, D x -> 0 < e k x) -> forall x, D x -> 0 < f x).
Proof.
  intros E He. split.
  - intros x Hx. rewrite E by assumption. apply sum_ge0. auto.
  - intros k Hk Hs x Hx. rewrite E, (sum_except_split n k) by assumption.
    apply Rplus_lt_le_0_compat; [auto|]. apply Rle_trans with (\sum_(i < n without k) 0).
    + rewrite sum_except_const by assumption. lra.
    + apply sum_except_le. auto.
Qed.

Theorem rule_zero (X : Type) (D : X -> Prop) (f : X -> R) :
  (forall x, D x -> f x = 0) -> forall x, D x -> 0 <= f x.
Proof. intros E x Hx. rewrite E by assumption. lra. Qed.

(** ** Monotone: from the sign at an end and that of the derivative *)

Section Monotone.

Variables f df : R -> R.

Lemma monotone_step a x : a < x -> (forall t, a <= t <= x -> is_derive f t (df t)) ->
  exists t, a < t < x /\ f x = f a + df t * (x - a).
Proof.
  intros Hx Hd. destruct (MVT_cor2 f df a x Hx) as [t [E Ht]].
  { intros t Ht. apply is_derive_Reals. auto. }
  exists t. split; [exact Ht|lra].
Qed.

(** The lower end [a]; the third variant also holds at [x = a], trivially. *)
Theorem rule_monotone a x : a < x -> (forall t, a <= t <= x -> is_derive f t (df t)) ->
  (0 <= f a -> (forall t, a < t < x -> 0 < df t) -> 0 < f x) /\
  (0 < f a -> (forall t, a < t < x -> 0 <= df t) -> 0 < f x) /\
  (0 <= f a -> (forall t, a < t < x -> 0 <= df t) -> 0 <= f x).
Proof.
  intros Hx Hd. destruct (monotone_step a x Hx Hd) as [t [Ht E]]. rewrite E.
  repeat split; intros Ha Hp; specialize (Hp t Ht).
  - assert (0 < df t * (x - a)) by (apply Rmult_lt_0_compat; lra). lra.
  - assert (0 <= df t * (x - a)) by (apply Rmult_le_pos; lra). lra.
  - assert (0 <= df t * (x - a)) by (apply Rmult_le_pos; lra). lra.
Qed.

(** The upper end [b]. *)
Theorem rule_monotone_upper b x : x < b -> (forall t, x <= t <= b -> is_derive f t (df t)) ->
  (0 <= f b -> (forall t, x < t < b -> 0 < - df t) -> 0 < f x) /\
  (0 < f b -> (forall t, x < t < b -> 0 <= - df t) -> 0 < f x) /\
  (0 <= f b -> (forall t, x < t < b -> 0 <= - df t) -> 0 <= f x).
Proof.
  intros Hx Hd. destruct (monotone_step x b Hx Hd) as [t [Ht E]].
  replace (f x) with (f b + - df t * (b - x)) by lra.
  repeat split; intros Ha Hp; specialize (Hp t Ht).
  - assert (0 < - df t * (b - x)) by (apply Rmult_lt_0_compat; lra). lra.
  - assert (0 <= - df t * (b - x)) by (apply Rmult_le_pos; lra). lra.
  - assert (0 <= - df t * (b - x)) by (apply Rmult_le_pos; lra). lra.
Qed.

End Monotone.

(** ** Convex: above the tangent plane *)

(** Along a segment: [g t] is [f] at [p + t (x - p)]. *)
Lemma convex_segment (g g' g'' : R -> R) :
  (forall t, 0 <= t <= 1 -> is_derive g t (g' t)) ->
  (forall t, 0 <= t <= 1 -> is_derive g' t (g'' t)) ->
  ((forall t, 0 < t < 1 -> 0 <= g'' t) -> g 0 + g' 0 <= g 1) /\
  ((forall t, 0 < t < 1 -> 0 < g'' t) -> g 0 + g' 0 < g 1).
Proof.
  intros Hg Hg'. destruct (monotone_step g g' 0 1 Rlt_0_1 Hg) as [t [Ht E]].
  destruct (monotone_step g' g'' 0 t (proj1 Ht)) as [s [Hs E']].
  { intros s Hs. apply Hg'. lra. }
  split; intros H; specialize (H s ltac:(lra)).
  - assert (0 <= g'' s * (t - 0)) by (apply Rmult_le_pos; lra). lra.
  - assert (0 < g'' s * (t - 0)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Definition towards (x p : vec) : vec := fun i => x i - p i.

(** [grad] and [hess] are the derivatives of [f] along the segments from [p] to the points of [D]. *)
Definition twice_differentiable_from n (D : vec -> Prop) (f : vec -> R) (grad : vec -> vec)
    (hess : vec -> nat -> nat -> R) (p : vec) : Prop :=
  forall x t, D x -> 0 <= t <= 1 -> let v := towards x p in
    is_derive (fun t => f (line p v t)) t (dot n (grad (line p v t)) v) /\
    is_derive (fun t => dot n (grad (line p v t)) v) t (form n (hess (line p v t)) v).

Section Convex.

Variables (n : nat) (D : vec -> Prop) (f : vec -> R) (grad : vec -> vec) (hess : vec -> nat -> nat -> R).
Variable p : vec.
Hypothesis Hf : twice_differentiable_from n D f grad hess p.

Lemma convex_tangent x : D x -> let v := towards x p in
  ((forall t, 0 < t < 1 -> 0 <= form n (hess (line p v t)) v) -> f p + dot n (grad p) v <= f x) /\
  ((forall t, 0 < t < 1 -> 0 < form n (hess (line p v t)) v) -> f p + dot n (grad p) v < f x).
Proof.
  intros Hx v. destruct (convex_segment (fun t => f (line p v t))
    (fun t => dot n (grad (line p v t)) v) (fun t => form n (hess (line p v t)) v)) as [H1 H2].
  1-2: intros t Ht; now apply Hf.
  rewrite (line_0 p v) in H1, H2. unfold v, towards in *. rewrite (line_segment_1 p x) in H1, H2.
  now split.
Qed.

Lemma dot_lower (g v r : vec) : (forall i, (i < n)%nat -> Rabs (v i) <= r i) ->
  - (\sum_(i < n) (Rabs (g i) * r i)) <= dot n g v.
Proof.
  intros Hr. unfold dot.
  enough (0 <= \sum_(i < n) (g i * v i) + \sum_(i < n) (Rabs (g i) * r i)) by lra.
  rewrite <- sum_plus. apply sum_ge0. intros i Hi. specialize (Hr i Hi).
  assert (H : - (g i * v i) <= Rabs (g i) * r i).
  { apply Rle_trans with (1 := Rle_abs _). rewrite Rabs_Ropp, Rabs_mult.
    apply Rmult_le_compat_l; [apply Rabs_pos|exact Hr]. }
  lra.
Qed.

(** [r i] bounds the distance to [p] in the box; weak and strict goals. *)
Theorem rule_convex (r : vec) :
  (forall x i, D x -> (i < n)%nat -> Rabs (x i - p i) <= r i) ->
  (forall x t, D x -> 0 < t < 1 -> 0 <= form n (hess (line p (towards x p) t)) (towards x p)) ->
  (0 <= f p - \sum_(i < n) (Rabs (grad p i) * r i) -> forall x, D x -> 0 <= f x) /\
  (0 < f p - \sum_(i < n) (Rabs (grad p i) * r i) -> forall x, D x -> 0 < f x).
Proof.
  intros Hr Hh. split; intros Hp x Hx; destruct (convex_tangent x Hx) as [H _];
    assert (K := dot_lower (grad p) (towards x p) r (fun i => Hr x i Hx));
    specialize (H (fun t => Hh x t Hx)); lra.
Qed.

(** The directions in which the gradient vanishes need no bound; where it vanishes in all of them and
    the Hessian is definite, [f] is positive but at [p]. *)
Theorem rule_convex_stationary :
  (forall i, (i < n)%nat -> grad p i = 0) -> 0 <= f p ->
  (forall x t, D x -> 0 < t < 1 -> 0 < form n (hess (line p (towards x p) t)) (towards x p)) ->
  forall x, D x -> 0 < f x.
Proof.
  intros Hg Hp Hh x Hx. destruct (convex_tangent x Hx) as [_ H].
  specialize (H (fun t => Hh x t Hx)).
  assert (E : dot n (grad p) (towards x p) = 0).
  { unfold dot. rewrite <- (sum_zero n). apply sum_ext. intros i Hi. rewrite Hg by assumption. ring. }
  lra.
Qed.

End Convex.

(** ** Taylor leaves, in one variable *)

(** [d k] is the k-th derivative of [f] on the range, [c] a point of it. *)
Definition taylor_polynomial (d : nat -> R -> R) (k : nat) (c h : R) : R :=
  \sum_(i < k) (d i c / INR (fact i) * h^i).

(** [ring] and [field] want to see the type of the reals. *)
Ltac real_equation := match goal with |- ?a = ?b => change (@eq R a b) end.

Lemma remainder_derive k x t : is_derive (fun t => (x - t)^(S k)) t (- (INR (S k) * (x - t)^k)).
Proof.
  evar_last; [apply is_derive_pow, @is_derive_minus; [apply @is_derive_const|apply @is_derive_id]|].
  unfold minus, plus, opp, zero, one; simpl pred.
  change (@eq R (INR (S k) * (0 + - 1) * (x - t)^k) (- (INR (S k) * (x - t)^k))). ring.
Qed.

Lemma taylor_term_derive k x t :
  is_derive (fun t => / INR (fact (S k)) * (x - t)^(S k)) t (- (x - t)^k / INR (fact k)).
Proof.
  assert (Hk := INR_fact_neq_0 k). assert (HS : INR (S k) <> 0) by (apply not_0_INR; lia).
  evar_last; [apply is_derive_scal, remainder_derive|]. rewrite fact_simpl, mult_INR.
  real_equation. field. now split.
Qed.
Lemma taylor_derive (d : nat -> R -> R) k x t :
  (forall i, (i < S k)%nat -> is_derive (d i) t (d (S i) t)) ->
  is_derive (fun t => taylor_polynomial d (S k) t (x - t)) t (d (S k) t / INR (fact k) * (x - t)^k).
Proof.
  unfold taylor_polynomial. induction k as [|k IH]; intros H.
  - apply (is_derive_ext (d 0%nat)); [intros; simpl; field|].
    evar_last; [apply H; lia|simpl; field].
  - apply (is_derive_ext (fun t => \sum_(i < S k) (d i t / INR (fact i) * (x - t)^i)
      + d (S k) t * (/ INR (fact (S k)) * (x - t)^(S k)))).
    { intros u. cbn [sum]. unfold Rdiv. real_equation. ring. }
    evar_last.
    + apply @is_derive_plus; [apply IH; intros; apply H; lia|].
      apply (is_derive_mult (d (S k)) (fun t => / INR (fact (S k)) * (x - t)^(S k)));
        [apply H; lia|apply taylor_term_derive|intros; apply Rmult_comm].
    + change (@eq R (d (S k) t / INR (fact k) * (x - t)^k
        + (d (S (S k)) t * (/ INR (fact (S k)) * (x - t)^(S k))
           + d (S k) t * (- (x - t)^k / INR (fact k))))
        (d (S (S k)) t / INR (fact (S k)) * (x - t)^(S k))). unfold Rdiv. ring.
Qed.

(** Lagrange's remainder; [x] on either side of [c]. *)
Theorem rule_taylor (d : nat -> R -> R) k c x : x <> c ->
  (forall i t, (i <= k)%nat -> Rmin c x <= t <= Rmax c x -> is_derive (d i) t (d (S i) t)) ->
  exists t, Rmin c x < t < Rmax c x /\
    d 0%nat x = taylor_polynomial d (S k) c (x - c) + d (S k) t / INR (fact (S k)) * (x - c)^(S k).
Proof.
  intros Hx Hd. assert (Hp : (x - c)^(S k) <> 0) by (apply pow_nonzero; lra).
  assert (Hf := INR_fact_neq_0 k). assert (HS : INR (S k) <> 0) by (apply not_0_INR; lia).
  set (K := (d 0%nat x - taylor_polynomial d (S k) c (x - c)) / (x - c)^(S k)).
  set (phi := fun t => taylor_polynomial d (S k) t (x - t) + K * (x - t)^(S k)).
  assert (H : exists t, Rmin c x < t < Rmax c x /\
    d (S k) t / INR (fact k) * (x - t)^k = K * (INR (S k) * (x - t)^k)).
  { destruct (MVT_cor2 phi (fun t => d (S k) t / INR (fact k) * (x - t)^k
      - K * (INR (S k) * (x - t)^k)) (Rmin c x) (Rmax c x)) as [t [E Ht]].
    - unfold Rmin, Rmax. destruct (Rle_dec c x); lra.
    - intros t Ht. apply is_derive_Reals. unfold phi. evar_last.
      + apply @is_derive_plus; [apply taylor_derive; intros; apply Hd; [lia|exact Ht]|].
        apply is_derive_scal, remainder_derive.
      + change (@eq R (d (S k) t / INR (fact k) * (x - t)^k + K * - (INR (S k) * (x - t)^k))
          (d (S k) t / INR (fact k) * (x - t)^k - K * (INR (S k) * (x - t)^k))). ring.
    - exists t. split; [exact Ht|]. apply Rminus_diag_uniq.
      apply (Rmult_eq_reg_r (Rmax c x - Rmin c x)).
      2: { unfold Rmin, Rmax. destruct (Rle_dec c x); lra. }
      rewrite Rmult_0_l, <- E.
      assert (Ex : phi x = d 0%nat x).
      { unfold phi, taylor_polynomial. rewrite (sum_single (S k) 0%nat); [|lia|].
        - rewrite Rminus_diag_eq by reflexivity. simpl. field.
        - intros i Hi Hne. rewrite Rminus_diag_eq, pow_i by (reflexivity || lia). ring. }
      assert (Ec : phi c = d 0%nat x) by (unfold phi, K; field; exact Hp).
      unfold Rmin, Rmax. destruct (Rle_dec c x); lra. }
  destruct H as [t [Ht E]]. exists t. split; [exact Ht|].
  assert (Hn : (x - t)^k <> 0).
  { apply pow_nonzero. unfold Rmin, Rmax in Ht. destruct (Rle_dec c x); lra. }
  assert (EK : d (S k) t / INR (fact (S k)) = K).
  { rewrite fact_simpl, mult_INR. apply (Rmult_eq_reg_r (INR (S k) * (x - t)^k)).
    - rewrite <- E. field. now split.
    - now apply Rmult_integral_contrapositive. }
  rewrite EK. unfold K. field. exact Hp.
Qed.

(** ** Hypotheses *)

(** [l >= r], [l > r] or [l = r] is a hypothesis. *)
Theorem rule_hypothesis (X : Type) (D : X -> Prop) (f l r : X -> R) :
  ((forall x, D x -> r x <= l x) -> (forall x, D x -> f x = l x - r x) -> forall x, D x -> 0 <= f x) /\
  ((forall x, D x -> r x < l x) -> (forall x, D x -> f x = l x - r x) -> forall x, D x -> 0 < f x) /\
  (forall q, (forall x, D x -> l x = r x) -> (forall x, D x -> f x = q x * (l x - r x)) ->
     forall x, D x -> 0 <= f x).
Proof.
  repeat split.
  - intros H E x Hx. specialize (H x Hx). rewrite E by assumption. lra.
  - intros H E x Hx. specialize (H x Hx). rewrite E by assumption. lra.
  - intros q H E x Hx. rewrite E, H by assumption. lra.
Qed.

(** The equation [l = r] says [z = e x]; what is known of [z] becomes known of [e x]. *)
Theorem rule_eliminate (X : Type) (D : X -> R -> Prop) (l r : X -> R -> R) (e : X -> R) c
    (P : X -> R -> Prop) : c <> 0 ->
  (forall x z, D x z -> l x z - r x z = c * (z - e x)) ->
  (forall x, D x (e x) -> P x (e x)) -> forall x z, D x z -> l x z = r x z -> P x z.
Proof.
  intros Hc E H x z Hx Hh. replace z with (e x) in *.
  - now apply H.
  - apply (Rmult_eq_reg_l c); [|exact Hc]. specialize (E x z Hx). lra.
Qed.

(** ** Changes of variable *)

(** [x = e^t]; the ranges that occur, with their ends. *)
Theorem rule_substitute_exp (D P : R -> Prop) : (forall x, D x -> 0 < x) ->
  (forall t, D (exp t) -> P (exp t)) -> forall x, D x -> P x.
Proof.
  intros Hp H x Hx. rewrite <- (exp_ln x) in * by (try apply Hp; assumption). now apply H.
Qed.

Theorem rule_substitute_exp_range t :
  0 < exp t /\ (1 <= exp t <-> 0 <= t) /\ (1 < exp t <-> 0 < t) /\
  (exp t <= 1 <-> t <= 0) /\ (exp t < 1 <-> t < 0).
Proof.
  assert (I : forall u v, exp u < exp v <-> u < v)
    by (split; [apply exp_lt_inv|apply exp_increasing]).
  assert (J : forall u v, exp u <= exp v <-> u <= v)
    by (intros u v; specialize (I v u); split; intros; apply Rnot_lt_le; intros K; apply I in K; lra).
  split; [apply exp_pos|]. rewrite <- exp_0, !I, !J. tauto.
Qed.

(** [x = log t]. *)
Theorem rule_substitute_log (D P : R -> Prop) :
  (forall t, 0 < t -> D (ln t) -> P (ln t)) -> forall x, D x -> P x.
Proof. intros H x Hx. rewrite <- (ln_exp x) in *. apply H; [apply exp_pos|exact Hx]. Qed.

Theorem rule_substitute_log_range t : 0 < t ->
  (0 <= ln t <-> 1 <= t) /\ (0 < ln t <-> 1 < t) /\ (ln t <= 0 <-> t <= 1) /\ (ln t < 0 <-> t < 1).
Proof.
  intros Ht. destruct (rule_substitute_exp_range (ln t)) as [_ [H1 [H2 [H3 H4]]]].
  rewrite (exp_ln t Ht) in H1, H2, H3, H4. tauto.
Qed.

(** [x = 1/t] on a range of one sign. *)
Theorem rule_substitute_reciprocal (D P : R -> Prop) : (forall x, D x -> x <> 0) ->
  (forall t, t <> 0 -> D (/ t) -> P (/ t)) -> forall x, D x -> P x.
Proof.
  intros Hn H x Hx. assert (H0 := Hn x Hx). rewrite <- (Rinv_inv x) in Hx |- *.
  apply H; [now apply Rinv_neq_0_compat|exact Hx].
Qed.

Theorem rule_substitute_reciprocal_range t a : 0 < a ->
  (0 < t -> 0 < / t /\ (a <= / t <-> t <= / a) /\ (a < / t <-> t < / a) /\
                       (/ t <= a <-> / a <= t) /\ (/ t < a <-> / a < t)) /\
  (t < 0 -> / t < 0).
Proof.
  intros Ha. split; [|apply Rinv_lt_0_compat]. intros Ht.
  assert (Hi := Rinv_0_lt_compat t Ht). assert (Hj := Rinv_0_lt_compat a Ha).
  assert (I : forall u v, 0 < u -> 0 < v -> u < v -> / v < / u)
    by (intros; apply Rinv_lt_contravar; nra).
  assert (H1 : a < / t <-> t < / a).
  { split; intros K; [rewrite <- (Rinv_inv t)|rewrite <- (Rinv_inv a)]; now apply I. }
  assert (H2 : / t < a <-> / a < t).
  { split; intros K; [rewrite <- (Rinv_inv t)|rewrite <- (Rinv_inv a)]; now apply I. }
  repeat split; try assumption; try (apply H1); try (apply H2); intros K; apply Rnot_lt_le; intros K';
    try (apply H1 in K'); try (apply H2 in K'); lra.
Qed.

(** [x = t^k] on a range within [[0, inf)]. *)
Lemma power_lt u v k : 0 <= u -> 0 <= v -> u < v -> u^(S k) < v^(S k).
Proof.
  intros Hu Hv H. induction k as [|k IH]; [simpl; lra|].
  cbn [pow] in *. assert (0 <= u * u^k) by (apply Rmult_le_pos; [|apply pow_le]; lra). nra.
Qed.

Theorem rule_substitute_power (D P : R -> Prop) k : (forall x, D x -> 0 <= x) ->
  (forall t, 0 <= t -> D (t^(S k)) -> P (t^(S k))) -> forall x, D x -> P x.
Proof.
  intros Hp H x Hx. destruct (Hp x Hx) as [H0|<-].
  - set (t := exp (ln x / INR (S k))).
    assert (E : t^(S k) = x).
    { unfold t. rewrite <- Rpower_pow by apply exp_pos. unfold Rpower. rewrite ln_exp.
      rewrite <- (exp_ln x) at 2 by assumption. f_equal. field. apply not_0_INR. lia. }
    rewrite <- E in *. apply H; [apply Rlt_le, exp_pos|exact Hx].
  - assert (E : 0^(S k) = 0) by (apply pow_i; lia). rewrite <- E in *. apply H; [lra|exact Hx].
Qed.

Theorem rule_substitute_power_range t a k : 0 <= t -> 0 <= a ->
  (a^(S k) <= t^(S k) <-> a <= t) /\ (a^(S k) < t^(S k) <-> a < t) /\
  (t^(S k) <= a^(S k) <-> t <= a) /\ (t^(S k) < a^(S k) <-> t < a).
Proof.
  intros Ht Ha.
  assert (J : forall u v, 0 <= u -> 0 <= v -> (u^(S k) <= v^(S k) <-> u <= v)).
  { intros u v Hu Hv. split; [|intros; apply pow_incr; lra].
    intros H. apply Rnot_lt_le. intros K. apply (power_lt _ _ k) in K; lra. }
  assert (I : forall u v, 0 <= u -> 0 <= v -> (u^(S k) < v^(S k) <-> u < v)).
  { intros u v Hu Hv. specialize (J v u Hv Hu).
    split; intros H; apply Rnot_le_lt; intros K; apply J in K; lra. }
  rewrite !I, !J by assumption. tauto.
Qed.

(** [x y] for [y] where [x > 0]; [y] had the range [Y], and has the range [Y'] then. *)
Theorem rule_scale (D Y Y' : R -> Prop) (P : R -> R -> Prop) :
  (forall x, D x -> 0 < x) ->
  ((forall y, Y y -> 0 < y) /\ (forall y, 0 < y -> Y' y) \/
   (forall y, Y y -> 0 <= y) /\ (forall y, 0 <= y -> Y' y) \/ (forall y, Y' y)) ->
  (forall x y, D x -> Y' y -> P x (x * y)) -> forall x y, D x -> Y y -> P x y.
Proof.
  intros Hp HY H x y Hx Hy. assert (H0 := Hp x Hx). replace y with (x * (y / x)) by (field; lra).
  apply H; [exact Hx|]. assert (Hi := Rinv_0_lt_compat x H0).
  destruct HY as [[Ha Hb]|[[Ha Hb]|HY]]; [| |apply HY]; apply Hb; apply Ha in Hy; unfold Rdiv; nra.
Qed.

Theorem rule_drop (X Y : Type) (D : X -> Y -> Prop) (D' P : Y -> Prop) :
  (forall x y, D x y -> D' y) -> (forall y, D' y -> P y) -> forall x y, D x y -> P y.
Proof. intros Hd H x y Hxy. apply H. now apply (Hd x). Qed.

(** ** Joining claims *)

(** The integers from [a]: [k] of them one by one, the others as reals. *)
Theorem rule_integers (P : R -> Prop) (a : Z) (k : nat) :
  (forall i, (i < k)%nat -> P (IZR (a + Z.of_nat i))) ->
  ((forall t, IZR (a + Z.of_nat k) <= t -> P t) -> forall N, (a <= N)%Z -> P (IZR N)) /\
  (forall b, (forall t, IZR (a + Z.of_nat k) <= t <= IZR b -> P t) ->
     forall N, (a <= N <= b)%Z -> P (IZR N)) /\
  (forall N, (a <= N < a + Z.of_nat k)%Z -> P (IZR N)).
Proof.
  intros H.
  assert (E : forall N, (a <= N < a + Z.of_nat k)%Z -> P (IZR N)).
  { intros N HN. replace N with (a + Z.of_nat (Z.to_nat (N - a)))%Z by lia. apply H. lia. }
  repeat split; [intros Hr N HN|intros b Hr N HN|exact E];
    (destruct (Z_lt_le_dec N (a + Z.of_nat k)) as [Hl|Hl]; [apply E; lia|]);
    apply Hr; repeat split; apply IZR_le; lia.
Qed.

(** Part [k] of a disjunction, where no other part is true. *)
Theorem rule_any (X : Type) (D : X -> Prop) n (P : nat -> X -> Prop) k : (k < n)%nat ->
  (forall x, D x -> (forall i, (i < n)%nat -> i <> k -> ~ P i x) -> P k x) ->
  forall x, D x -> exists i, (i < n)%nat /\ P i x.
Proof.
  intros Hk H x Hx. destruct (classic (exists i, (i < n)%nat /\ i <> k /\ P i x)) as [[i [Hi [_ Hp]]]|Hn].
  - now exists i.
  - exists k. split; [exact Hk|]. apply H; [exact Hx|]. intros i Hi Hne Hp. apply Hn. now exists i.
Qed.

Theorem rule_all (X : Type) (D : X -> Prop) n (P : nat -> X -> Prop) :
  (forall i, (i < n)%nat -> forall x, D x -> P i x) -> forall x, D x -> forall i, (i < n)%nat -> P i x.
Proof. auto. Qed.

Theorem rule_identity (X : Type) (D : X -> Prop) (l r : X -> R) :
  (forall x, D x -> l x - r x = 0) -> forall x, D x -> l x = r x.
Proof. intros H x Hx. specialize (H x Hx). lra. Qed.

(** A point of the domain where the hypotheses hold and the formula does not. *)
Theorem rule_witness (X : Type) (D H F : X -> Prop) x : D x -> H x -> ~ F x ->
  (exists x, D x /\ H x /\ ~ F x) /\ ~ (forall x, D x -> H x -> F x).
Proof. intros Hd Hh Hf. split; [now exists x|]. auto. Qed.
