(** * The mean-field limit, section 8.3

    The mean-field free energy [F(mu) = \int psi dmu - (1/beta) \iint s dmu dmu], for a convex
    [psi] and the pair entropy [s], does not increase if [mu] is replaced by the point mass at its
    mean, and decreases unless [mu] is that point mass.  So the minimiser, if there is one, is
    a Dirac mass, as the paper conjectures.  This is Jensen's inequality for the jointly concave
    kernel [s] (Lemma 4.4).

    [Section_8_3] is about probability measures with finitely many atoms.  [Section_8_3_integral]
    and [Section_8_3_integral_strict] are about every probability measure, seen through its
    integral: a positive, normalised, linear functional on functions of two points. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient
  Hessian Blocks Concavity.
Open Scope R_scope.

(** ** The kernel lies below its tangent plane *)

Definition on2 (x y : R) : vec := fun i => match i with O => x | _ => y end.

Lemma dot2 v w : dot 2 v w = v 0%nat * w 0%nat + v 1%nat * w 1%nat.
Proof. unfold dot. simpl. ring. Qed.

Lemma orthant2 x y : 0 < x -> 0 < y -> orthant 2 (on2 x y).
Proof. intros Hx Hy [|[|i]] Hi; simpl; lra || lia. Qed.

Lemma pair_entropy_entropy nu x y : pair_entropy nu x y = entropy nu 2 (on2 x y).
Proof. now rewrite entropy_pairs, sum_pairs_2. Qed.

(** At a point [(c, c)] of the diagonal the two slopes are equal. *)
Definition slope (nu c : R) : R := (1 - nu) / (2 * c).

Section Kernel.

Variables (nu c x y : R).
Hypothesis (Hnu : strip nu) (Hc : 0 < c) (Hx : 0 < x) (Hy : 0 < y).

Let v : vec := on2 (x - c) (y - c).

Lemma segment_orthant t : 0 <= t <= 1 -> orthant 2 (line (on2 c c) v t).
Proof.
  intros Ht i Hi. unfold line, v, on2. destruct i as [|i].
  - replace (c + t * (x - c)) with ((1 - t) * c + t * x) by ring.
    destruct (Rlt_le_dec 0 t); [|replace t with 0 by lra; lra].
    assert (0 <= (1 - t) * c) by (apply Rmult_le_pos; lra).
    assert (0 < t * x) by (apply Rmult_lt_0_compat; lra). lra.
  - replace (c + t * (y - c)) with ((1 - t) * c + t * y) by ring.
    destruct (Rlt_le_dec 0 t); [|replace t with 0 by lra; lra].
    assert (0 <= (1 - t) * c) by (apply Rmult_le_pos; lra).
    assert (0 < t * y) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(** The difference to the tangent plane is a negative multiple of the Hessian form. *)
Lemma tangent_remainder : exists t a, 0 < t < 1 /\ 0 < a /\
  pair_entropy nu x y = pair_entropy nu c c + slope nu c * ((x - c) + (y - c))
    + a * form 2 (hessian nu 2 (line (on2 c c) v t)) v.
Proof.
  destruct (MVT_cor2 (fun t => entropy nu 2 (line (on2 c c) v t))
    (fun t => dot 2 (gradient nu 2 (line (on2 c c) v t)) v) 0 1 Rlt_0_1) as [r [Er Hr]].
  { intros t Ht. apply is_derive_Reals, is_derive_entropy. now apply segment_orthant. }
  destruct (MVT_cor2 (fun t => dot 2 (gradient nu 2 (line (on2 c c) v t)) v)
    (fun t => form 2 (hessian nu 2 (line (on2 c c) v t)) v) 0 r (proj1 Hr)) as [t [Et Ht]].
  { intros t Ht. apply is_derive_Reals, is_derive2_entropy. apply segment_orthant. lra. }
  exists t, r. split; [lra|]. split; [lra|]. cbv beta in Er, Et.
  rewrite line_0 in Er, Et.
  assert (E1 : entropy nu 2 (line (on2 c c) v 1) = pair_entropy nu x y).
  { rewrite pair_entropy_entropy. apply entropy_ext. intros [|i] _; unfold line, v; simpl; ring. }
  rewrite E1, <- pair_entropy_entropy in Er.
  assert (E0 : dot 2 (gradient nu 2 (on2 c c)) v = slope nu c * ((x - c) + (y - c))).
  { rewrite dot2. unfold gradient, sum_except, on2. simpl. rewrite h_diagonal.
    unfold v, on2, slope. ring. }
  rewrite E0 in Et. lra.
Qed.

Lemma below_tangent :
  pair_entropy nu x y <= pair_entropy nu c c + slope nu c * ((x - c) + (y - c)).
Proof.
  destruct tangent_remainder as [t [a [Ht [Ha E]]]]. rewrite E.
  assert (H := hessian_nonpositive nu 2 (line (on2 c c) v t) v Hnu
                 (segment_orthant t ltac:(lra))). nra.
Qed.

(** Strictly below, unless both points are [c]; for [N = 2] unless they are symmetric to it. *)
Lemma below_tangent_strict : x + y <> 2 * c \/ (nu < 1/2 /\ x <> c) ->
  pair_entropy nu x y < pair_entropy nu c c + slope nu c * ((x - c) + (y - c)).
Proof.
  intros Hne. destruct tangent_remainder as [t [a [Ht [Ha E]]]]. rewrite E.
  assert (Ho := segment_orthant t ltac:(lra)).
  assert (form 2 (hessian nu 2 (line (on2 c c) v t)) v < 0); [|nra].
  destruct (Req_dec nu (1/2)) as [Hn|Hn].
  - rewrite Lemma_4_2, sum_pairs_2, Hn.
    assert (H0 := Ho 0%nat ltac:(lia)). assert (H1 := Ho 1%nat ltac:(lia)).
    rewrite Lemma_4_4_half by assumption.
    assert (Hs : 0 < 1 / (2 * (line (on2 c c) v t 0 + line (on2 c c) v t 1)^2)).
    { apply Rdiv_lt_0_compat; [lra|]. assert (0 < (line (on2 c c) v t 0
        + line (on2 c c) v t 1)^2) by (apply pow_lt; lra). lra. }
    assert (0 < (v 0%nat + v 1%nat)^2); [|nra].
    apply pow2_gt_0. unfold v, on2. destruct Hne; lra.
  - apply hessian_negative_definite; auto; [intros [E' _]; now apply Hn|].
    destruct (Req_dec x c) as [Ex|Ex].
    + exists 1%nat. split; [lia|]. unfold v, on2. destruct Hne; lra.
    + exists 0%nat. split; [lia|]. unfold v, on2. lra.
Qed.

End Kernel.

(** ** Discrete measures: Jensen's inequality *)

(** A probability measure on the positive reals with finitely many atoms. *)
Record weights (n : nat) (mass atom : vec) : Prop := {
  mass_pos : forall i, (i < n)%nat -> 0 < mass i;
  mass_total : \sum_(i < n) mass i = 1;
  atom_pos : forall i, (i < n)%nat -> 0 < atom i
}.

Definition mean (n : nat) (mass atom : vec) : R := \sum_(i < n) (mass i * atom i).

(** (8.4): the mean-field free energy; self-interaction is part of the double integral. *)
Definition mean_field (psi : R -> R) (beta nu : R) (n : nat) (mass atom : vec) : R :=
  (\sum_(i < n) (mass i * psi (atom i)))
  - / beta * (\sum_(i < n) \sum_(j < n) (mass i * mass j * pair_entropy nu (atom i) (atom j))).

(** At a point mass. *)
Definition mean_field_dirac (psi : R -> R) (beta nu x : R) : R :=
  psi x - / beta * pair_entropy nu x x.

Definition convex_on_pos (psi : R -> R) : Prop := forall c, 0 < c ->
  exists q, forall x, 0 < x -> psi c + q * (x - c) <= psi x.

Section Jensen.

Variables (psi : R -> R) (beta nu : R) (n : nat) (mass atom : vec).
Hypothesis (Hpsi : convex_on_pos psi) (Hbeta : 0 < beta) (Hnu : strip nu).
Hypothesis HW : weights n mass atom.

Let c := mean n mass atom.

Lemma nonempty : exists i, (i < n)%nat.
Proof.
  destruct n as [|n']; [|exists 0%nat; lia]. destruct HW as [_ H _]. simpl in H. lra.
Qed.

Lemma mean_pos : 0 < c.
Proof.
  destruct nonempty as [i Hi]. apply sum_gt0.
  - intros j Hj. apply Rlt_le, Rmult_lt_0_compat;
      [now apply (mass_pos _ _ _ HW)|now apply (atom_pos _ _ _ HW)].
  - exists i. split; [exact Hi|]. apply Rmult_lt_0_compat;
      [now apply (mass_pos _ _ _ HW)|now apply (atom_pos _ _ _ HW)].
Qed.

Lemma sum_affine a q : \sum_(i < n) (mass i * (a + q * (atom i - c))) = a.
Proof.
  rewrite (sum_ext n _ (fun i => (a - q * c) * mass i + q * (mass i * atom i))) by (intros; ring).
  assert (Ht : sum n mass = 1) by exact (mass_total _ _ _ HW).
  rewrite sum_plus, !sum_scal, Ht. fold (mean n mass atom). fold c. ring.
Qed.

Lemma energy_jensen : psi c <= \sum_(i < n) (mass i * psi (atom i)).
Proof.
  destruct (Hpsi c mean_pos) as [q Hq]. rewrite <- (sum_affine (psi c) q) at 1.
  apply sum_le. intros i Hi. apply Rmult_le_compat_l.
  - now apply Rlt_le, (mass_pos _ _ _ HW).
  - now apply Hq, (atom_pos _ _ _ HW).
Qed.

Let K i j := pair_entropy nu c c + slope nu c * ((atom i - c) + (atom j - c)).

Lemma sum_tangent : \sum_(i < n) \sum_(j < n) (mass i * mass j * K i j) = pair_entropy nu c c.
Proof.
  rewrite (sum_ext n _ (fun i => mass i * (pair_entropy nu c c + slope nu c * (atom i - c)))).
  - apply sum_affine.
  - intros i Hi. rewrite <- (sum_affine (pair_entropy nu c c + slope nu c * (atom i - c))
      (slope nu c)), <- sum_scal. apply sum_ext. intros j Hj. unfold K. ring.
Qed.

Lemma tangent_term i j : (i < n)%nat -> (j < n)%nat ->
  mass i * mass j * pair_entropy nu (atom i) (atom j) <= mass i * mass j * K i j.
Proof.
  intros Hi Hj. apply Rmult_le_compat_l.
  - apply Rmult_le_pos; now apply Rlt_le, (mass_pos _ _ _ HW).
  - apply below_tangent; auto using mean_pos; now apply (atom_pos _ _ _ HW).
Qed.

Lemma entropy_jensen :
  \sum_(i < n) \sum_(j < n) (mass i * mass j * pair_entropy nu (atom i) (atom j))
  <= pair_entropy nu c c.
Proof.
  rewrite <- sum_tangent. apply sum_le. intros i Hi. apply sum_le. intros j Hj.
  now apply tangent_term.
Qed.

(** Strict, unless all atoms are equal: the diagonal terms already give it, [N = 2] included. *)
Lemma entropy_jensen_strict i : (i < n)%nat -> atom i <> c ->
  \sum_(i < n) \sum_(j < n) (mass i * mass j * pair_entropy nu (atom i) (atom j))
  < pair_entropy nu c c.
Proof.
  intros Hi Hne. rewrite <- sum_tangent. apply sum_lt.
  - intros l Hl. apply sum_le. intros j Hj. now apply tangent_term.
  - exists i. split; [exact Hi|]. apply sum_lt; [intros j Hj; now apply tangent_term|].
    exists i. split; [exact Hi|]. apply Rmult_lt_compat_l.
    + apply Rmult_lt_0_compat; now apply (mass_pos _ _ _ HW).
    + apply below_tangent_strict; auto using mean_pos; try now apply (atom_pos _ _ _ HW).
      left. lra.
Qed.

Theorem Section_8_3 :
  mean_field_dirac psi beta nu c <= mean_field psi beta nu n mass atom /\
  ((exists i, (i < n)%nat /\ atom i <> c) ->
   mean_field_dirac psi beta nu c < mean_field psi beta nu n mass atom).
Proof.
  assert (Hib : 0 < / beta) by now apply Rinv_0_lt_compat.
  assert (H1 := energy_jensen). unfold mean_field_dirac, mean_field. split.
  - assert (H2 := entropy_jensen). apply (Rmult_le_compat_l _ _ _ (Rlt_le _ _ Hib)) in H2. lra.
  - intros [i [Hi Hne]]. assert (H2 := entropy_jensen_strict i Hi Hne).
    apply (Rmult_lt_compat_l _ _ _ Hib) in H2. lra.
Qed.

End Jensen.

(** ** General measures *)

(** Integration of functions of two points against the product [mu x mu] of a probability measure
    on the positive reals with itself; [ok] are the integrable functions. *)
Record pair_integral (ok : (R -> R -> R) -> Prop) (I : (R -> R -> R) -> R) : Prop := {
  ok_const : forall a, ok (fun _ _ => a);
  ok_lin : forall a f g, ok f -> ok g -> ok (fun x y => f x y + a * g x y);
  int_one : I (fun _ _ => 1) = 1;
  int_lin : forall a f g, ok f -> ok g -> I (fun x y => f x y + a * g x y) = I f + a * I g;
  int_le : forall f g, ok f -> ok g -> (forall x y, 0 < x -> 0 < y -> f x y <= g x y) ->
    I f <= I g;
  int_sym : forall f, ok (fun x _ => f x) -> ok (fun _ y => f y) ->
    I (fun _ y => f y) = I (fun x _ => f x)
}.

Section Integral.

Variables (ok : (R -> R -> R) -> Prop) (I : (R -> R -> R) -> R).
Hypothesis HI : pair_integral ok I.

Lemma int_const a : I (fun _ _ => a) = a.
Proof.
  assert (H := int_lin _ _ HI (a - 1) (fun _ _ => 1) (fun _ _ => 1)
    (ok_const _ _ HI 1) (ok_const _ _ HI 1)). rewrite (int_one _ _ HI) in H.
  transitivity (1 + (a - 1) * 1); [|ring]. rewrite <- H. f_equal.
  do 2 (apply FunctionalExtensionality.functional_extensionality; intro). ring.
Qed.

Lemma int_affine a q f : ok f -> I (fun x y => a + q * f x y) = a + q * I f.
Proof.
  intros Hf. rewrite (int_lin _ _ HI q (fun _ _ => a) f (ok_const _ _ HI a) Hf).
  now rewrite int_const.
Qed.

Variables (psi : R -> R) (beta nu : R).
Hypothesis (Hpsi : convex_on_pos psi) (Hbeta : 0 < beta) (Hnu : strip nu).
Hypothesis ok_left : ok (fun x _ => x).
Hypothesis ok_right : ok (fun _ y => y).
Hypothesis ok_energy : ok (fun x _ => psi x).
Hypothesis ok_entropy : ok (pair_entropy nu).

Let c := I (fun x _ => x).
Hypothesis Hc : 0 < c.

(** The tangent plane at [(c, c)]: integrable, with integral the entropy of the point mass. *)
Let a := pair_entropy nu c c - 2 * slope nu c * c.
Let plane (x y : R) : R := (a + slope nu c * x) + slope nu c * y.

Lemma plane_above x y : 0 < x -> 0 < y -> pair_entropy nu x y <= plane x y.
Proof.
  intros Hx Hy. generalize (below_tangent nu c x y Hnu Hc Hx Hy). unfold plane, a. lra.
Qed.

Lemma plane_above_strict x y : 0 < x -> 0 < y -> x + y <> 2 * c ->
  pair_entropy nu x y < plane x y.
Proof.
  intros Hx Hy Hne.
  generalize (below_tangent_strict nu c x y Hnu Hc Hx Hy (or_introl Hne)). unfold plane, a. lra.
Qed.

Lemma ok_half_plane : ok (fun x _ => a + slope nu c * x).
Proof. apply (ok_lin _ _ HI _ (fun _ _ => a)); [apply (ok_const _ _ HI)|assumption]. Qed.

Lemma ok_plane : ok plane.
Proof. apply (ok_lin _ _ HI _ (fun x _ => a + slope nu c * x)); auto using ok_half_plane. Qed.

Lemma int_plane : I plane = pair_entropy nu c c.
Proof.
  unfold plane. rewrite (int_lin _ _ HI (slope nu c) (fun x _ => a + slope nu c * x) (fun _ y => y))
    by auto using ok_half_plane.
  rewrite (int_affine a (slope nu c) (fun x _ => x) ok_left).
  rewrite (int_sym _ _ HI (fun x => x) ok_left ok_right). fold c. unfold a. lra.
Qed.

Lemma energy_jensen_integral : psi c <= I (fun x _ => psi x).
Proof.
  destruct (Hpsi c Hc) as [q Hq].
  apply Rle_trans with (I (fun x _ => (psi c - q * c) + q * x)).
  - rewrite (int_affine (psi c - q * c) q (fun x _ => x) ok_left). fold c. lra.
  - apply (int_le _ _ HI); [|assumption|].
    + apply (ok_lin _ _ HI q (fun _ _ => psi c - q * c)); [apply (ok_const _ _ HI)|assumption].
    + intros x y Hx _. generalize (Hq x Hx). lra.
Qed.

Theorem Section_8_3_integral :
  mean_field_dirac psi beta nu c <= I (fun x _ => psi x) - / beta * I (pair_entropy nu).
Proof.
  assert (Hib : 0 < / beta) by now apply Rinv_0_lt_compat. assert (H1 := energy_jensen_integral).
  assert (H2 : I (pair_entropy nu) <= pair_entropy nu c c).
  { rewrite <- int_plane. apply (int_le _ _ HI); auto using ok_plane, plane_above. }
  unfold mean_field_dirac.
  apply (Rmult_le_compat_l _ _ _ (Rlt_le _ _ Hib)) in H2. lra.
Qed.

(** [mu] is no point mass: [x + y] is not almost surely [2 c]. *)
Definition not_dirac : Prop := forall f, ok f ->
  (forall x y, 0 < x -> 0 < y -> 0 <= f x y) ->
  (forall x y, 0 < x -> 0 < y -> x + y <> 2 * c -> 0 < f x y) -> 0 < I f.

Theorem Section_8_3_integral_strict : not_dirac ->
  mean_field_dirac psi beta nu c < I (fun x _ => psi x) - / beta * I (pair_entropy nu).
Proof.
  intros Hmu. assert (Hib : 0 < / beta) by now apply Rinv_0_lt_compat.
  assert (H1 := energy_jensen_integral).
  assert (H2 : 0 < I (fun x y => plane x y + -1 * pair_entropy nu x y)).
  { apply Hmu.
    - apply (ok_lin _ _ HI); auto using ok_plane.
    - intros x y Hx Hy. generalize (plane_above x y Hx Hy). lra.
    - intros x y Hx Hy Hne. generalize (plane_above_strict x y Hx Hy Hne). lra. }
  rewrite (int_lin _ _ HI (-1) plane (pair_entropy nu)), int_plane in H2 by auto using ok_plane.
  assert (H3 : I (pair_entropy nu) < pair_entropy nu c c) by lra. unfold mean_field_dirac.
  apply (Rmult_lt_compat_l _ _ _ Hib) in H3. lra.
Qed.

End Integral.
