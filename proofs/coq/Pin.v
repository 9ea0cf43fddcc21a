(** * The headline theorems at d = 2, in explicit real formulas

    No definition of this project occurs in a theorem [Pin_...] of this file: only functions of the
    standard library ([ln], [exp], [sinh], [cosh], [Rpower]) and Coquelicot's [Derive].  Whoever
    doubts that the definitions mean what the paper means can read these theorems instead.

    [x >= y > 0] are the two singular values, [N] is the depth; the entropy is
    [1/2 ln ((x^2 - y^2) / (x^(2/N) - y^(2/N)))], (1.2) without its additive constant, continued to
    [x = y] by its limit [1/2 ln (N x^(2 - 2/N))]. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient
  Hessian Blocks Concavity Riemannian Equilibrium Minimiser Schatten MeanField.
Open Scope R_scope.

(** ** The core inequalities *)

Theorem Pin_I1 nu u : 0 < nu <= 1/2 -> 0 < u ->
  2 * (1 - nu) * (nu^2 / (sinh (nu * u))^2 - 1 / (sinh u)^2)
  + (cosh u / sinh u - nu * (cosh (nu * u) / sinh (nu * u)))^2 <= (1 - nu)^2.
Proof.
  intros Hn Hu. assert (H := I1 nu u ltac:(split; lra)). unfold Delta in H.
  rewrite k_finite, m_finite in H by lra. lra.
Qed.

Theorem Pin_I1_infinite u : 0 < u ->
  2 * (1 / u^2 - 1 / (sinh u)^2) + (cosh u / sinh u - 1 / u)^2 < 1.
Proof.
  intros Hu. assert (H := I1_strict 0 u ltac:(lra)). unfold Delta in H.
  rewrite k_infinite, m_infinite, langevin_neq0, langevin'_neq0 in H by lra. lra.
Qed.

Theorem Pin_I2 nu u : 0 < nu <= 1/2 -> 0 < u ->
  (nu^2 / (sinh (nu * u))^2 - 1 / (sinh u)^2)
  + Rabs (cosh u / sinh u - nu * (cosh (nu * u) / sinh (nu * u))) < 1 - nu.
Proof.
  intros Hn Hu. assert (H := I2 nu u ltac:(split; lra)).
  rewrite k_finite, m_finite in H by lra. lra.
Qed.

Theorem Pin_I3 nu u : 0 < nu <= 1/2 -> 0 < u ->
  cosh u / sinh u - nu * (cosh (nu * u) / sinh (nu * u))
  <= (1 - nu) * (sinh (u / 2) / cosh (u / 2)).
Proof.
  intros Hn Hu. assert (H := I3 nu u ltac:(split; lra) ltac:(lra)).
  rewrite m_finite in H by lra. exact H.
Qed.

Theorem Pin_I4 nu u : 0 < nu <= 1/2 -> 0 < u ->
  nu * (1 - nu - (cosh u / sinh u - nu * (cosh (nu * u) / sinh (nu * u))))
  < nu^2 / (sinh (nu * u))^2 - 1 / (sinh u)^2.
Proof.
  intros Hn Hu. assert (H := I4_strict nu u ltac:(split; lra) Hu).
  rewrite k_finite, m_finite in H by lra. lra.
Qed.

(** ** The entropy *)

Local Definition S (N : nat) (x y : R) : R :=
  1/2 * (if Req_EM_T x y then ln (INR N * (x^2 / Rpower x (2 / INR N)))
         else ln ((x^2 - y^2) / (Rpower x (2 / INR N) - Rpower y (2 / INR N)))).

Local Definition S_infinite (x y : R) : R :=
  1/2 * (if Req_EM_T x y then ln (x^2) else ln ((x^2 - y^2) / (ln (x^2) - ln (y^2)))).

Lemma pair_entropy_diagonal nu x : pair_entropy nu x x = (1 - nu) * ln x.
Proof. unfold pair_entropy. rewrite Rminus_eq_0, Rmult_0_r, g_0. field. Qed.

Lemma ratio_pos a x y : 0 < a -> 0 < x -> 0 < y -> x <> y ->
  0 < (x^2 - y^2) / (Rpower x a - Rpower y a).
Proof.
  intros Ha Hx Hy Hne.
  assert (K : forall x y, 0 < y < x -> 0 < (x^2 - y^2) / (Rpower x a - Rpower y a)).
  { intros z t Hzt. apply Rdiv_lt_0_compat; [nra|].
    assert (Rpower t a < Rpower z a); [|lra].
    apply exp_increasing, Rmult_lt_compat_l; [assumption|]. apply ln_lt. lra. }
  destruct (Rlt_le_dec y x) as [H|H]; [now apply K|].
  assert (Hp := Rpower_neq a x y ltac:(lra) Hx Hy Hne).
  replace ((x^2 - y^2) / (Rpower x a - Rpower y a))
    with ((y^2 - x^2) / (Rpower y a - Rpower x a)) by (field; split; lra).
  apply K. lra.
Qed.

Lemma S_pair_entropy N x y : (1 <= N)%nat -> 0 < x -> 0 < y ->
  S N x y = pair_entropy (depth N) x y + 1/2 * ln (INR N).
Proof.
  intros HN Hx Hy. assert (H := lt_0_INR N ltac:(lia)). assert (Hi := Rinv_0_lt_compat _ H).
  unfold S, depth, Rdiv at 2 5 6. destruct (Req_EM_T x y) as [<-|Hne].
  - rewrite pair_entropy_diagonal. unfold Rdiv. assert (Hp := Rpower_pos x (2 * / INR N)).
    assert (0 < / Rpower x (2 * / INR N)) by now apply Rinv_0_lt_compat.
    assert (Hx2 : 0 < x^2) by now apply pow_lt.
    assert (0 < x^2 * / Rpower x (2 * / INR N)) by now apply Rmult_lt_0_compat.
    rewrite (ln_mult (INR N)), (ln_mult (x^2)), ln_Rinv by assumption.
    unfold Rpower. rewrite ln_exp. simpl. rewrite Rmult_1_r, ln_mult by assumption. field. lra.
  - rewrite pair_entropy_finite by assumption.
    rewrite ln_mult, ln_Rinv; try assumption; [field|]. apply ratio_pos; auto. lra.
Qed.

Lemma S_infinite_pair_entropy x y : 0 < x -> 0 < y -> S_infinite x y = pair_entropy 0 x y.
Proof.
  intros Hx Hy. unfold S_infinite. destruct (Req_EM_T x y) as [<-|Hne].
  - rewrite pair_entropy_diagonal. simpl. rewrite Rmult_1_r, ln_mult by assumption. field.
  - symmetry. now apply pair_entropy_infinite.
Qed.

(** ** Theorem 1.9 *)

Lemma pair_entropy_concave nu x y x' y' t : 0 <= nu < 1/2 -> 0 < x -> 0 < y -> 0 < x' -> 0 < y' ->
  x <> x' \/ y <> y' -> 0 < t < 1 ->
  (1 - t) * pair_entropy nu x y + t * pair_entropy nu x' y'
  < pair_entropy nu ((1 - t) * x + t * x') ((1 - t) * y + t * y').
Proof.
  intros Hn Hx Hy Hx' Hy' Hne Ht. rewrite !pair_entropy_entropy.
  assert (Hc : strictly_concave 2 (orthant 2) (entropy nu 2)).
  { apply entropy_strictly_concave; [split; lra|lia|]. intros [E _]. lra. }
  assert (Hex : exists i, (i < 2)%nat /\ on2 x y i <> on2 x' y' i).
  { destruct Hne; [exists 0%nat|exists 1%nat]; (split; [lia|assumption]). }
  refine (Rlt_le_trans _ _ _ (Hc _ _ t (orthant2 x y Hx Hy) (orthant2 x' y' Hx' Hy') Hex Ht) _).
  right. apply entropy_ext. intros [|[|i]] Hi; [reflexivity|reflexivity|lia].
Qed.

Lemma combination_pos a b t : 0 < a -> 0 < b -> 0 < t < 1 -> 0 < (1 - t) * a + t * b.
Proof.
  intros. assert (0 < (1 - t) * a) by (apply Rmult_lt_0_compat; lra).
  assert (0 < t * b) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Theorem Pin_Theorem_1_9 N x y x' y' t : (3 <= N)%nat ->
  let S x y := 1/2 * (if Req_EM_T x y then ln (INR N * (x^2 / Rpower x (2 / INR N)))
                 else ln ((x^2 - y^2) / (Rpower x (2 / INR N) - Rpower y (2 / INR N)))) in
  0 < y <= x -> 0 < y' <= x' -> x <> x' \/ y <> y' -> 0 < t < 1 ->
  (1 - t) * S x y + t * S x' y' < S ((1 - t) * x + t * x') ((1 - t) * y + t * y').
Proof.
  intros HN S0 Hxy Hxy' Hne Ht.
  change ((1 - t) * S N x y + t * S N x' y' < S N ((1 - t) * x + t * x') ((1 - t) * y + t * y')).
  assert (H3 := le_INR _ _ HN). simpl in H3.
  assert (Hn : 0 <= depth N < 1/2).
  { unfold depth. split; [apply Rlt_le, Rinv_0_lt_compat; lra|].
    unfold Rdiv. rewrite Rmult_1_l. apply Rinv_lt_contravar; lra. }
  rewrite !S_pair_entropy by (lia || lra || (apply combination_pos; lra)).
  assert (H := pair_entropy_concave (depth N) x y x' y' t Hn ltac:(lra) ltac:(lra) ltac:(lra)
                 ltac:(lra) Hne Ht). lra.
Qed.

Theorem Pin_Theorem_1_9_infinite x y x' y' t :
  let S x y := 1/2 * (if Req_EM_T x y then ln (x^2)
                      else ln ((x^2 - y^2) / (ln (x^2) - ln (y^2)))) in
  0 < y <= x -> 0 < y' <= x' -> x <> x' \/ y <> y' -> 0 < t < 1 ->
  (1 - t) * S x y + t * S x' y' < S ((1 - t) * x + t * x') ((1 - t) * y + t * y').
Proof.
  intros S0 Hxy Hxy' Hne Ht.
  change ((1 - t) * S_infinite x y + t * S_infinite x' y'
    < S_infinite ((1 - t) * x + t * x') ((1 - t) * y + t * y')).
  rewrite !S_infinite_pair_entropy by (lra || (apply combination_pos; lra)).
  apply pair_entropy_concave; auto; lra.
Qed.

(** ** Derivatives of the entropy *)

Lemma locally_pos x (P : R -> Prop) : 0 < x -> (forall z, 0 < z -> P z) -> locally x P.
Proof.
  intros Hx H. exists (mkposreal x Hx). intros z Hz. apply H.
  apply Rabs_def2 in Hz. unfold minus, plus, opp in Hz; simpl in Hz. lra.
Qed.

Section Derivatives.

Variable N : nat.
Hypothesis HN : (1 <= N)%nat.

Lemma is_derive_S_1 x y : 0 < x -> 0 < y -> is_derive (fun x => S N x y) x (h (depth N) x y).
Proof.
  intros Hx Hy. apply (is_derive_ext_loc (fun x => pair_entropy (depth N) x y + 1/2 * ln (INR N))).
  { apply locally_pos; [assumption|]. intros z Hz. now rewrite S_pair_entropy. }
  evar_last.
  - apply @is_derive_plus; [|apply @is_derive_const].
    apply (is_derive_pair_entropy (depth N) (fun x => x) (fun _ => y) x 1 0); auto;
      [apply (@is_derive_id R_AbsRing)|apply @is_derive_const].
  - unfold plus, zero; simpl. ring.
Qed.

Lemma is_derive_S_2 x y : 0 < x -> 0 < y -> is_derive (fun y => S N x y) y (h (depth N) y x).
Proof.
  intros Hx Hy. apply (is_derive_ext_loc (fun y => S N y x)); [|now apply is_derive_S_1].
  apply locally_pos; [assumption|]. intros z Hz.
  now rewrite !S_pair_entropy, pair_entropy_sym by assumption.
Qed.

Lemma Derive_S_1 x y : 0 < x -> 0 < y -> Derive (fun x => S N x y) x = h (depth N) x y.
Proof. intros. now apply is_derive_unique, is_derive_S_1. Qed.

Lemma Derive_S_2 x y : 0 < x -> 0 < y -> Derive (fun y => S N x y) y = h (depth N) y x.
Proof. intros. now apply is_derive_unique, is_derive_S_2. Qed.

Lemma is_derive_h_1 nu x y : 0 < x -> 0 < y -> is_derive (fun x => h nu x y) x (gamma nu x y).
Proof.
  intros Hx Hy. evar_last.
  - apply (is_derive_h nu (fun x => x) (fun _ => y) x 1 0); auto;
      [apply (@is_derive_id R_AbsRing)|apply @is_derive_const].
  - ring.
Qed.

Lemma is_derive_h_2 nu x y : 0 < x -> 0 < y -> is_derive (fun y => h nu x y) y (alpha nu x y).
Proof.
  intros Hx Hy. evar_last.
  - apply (is_derive_h nu (fun _ => x) (fun y => y) y 0 1); auto;
      [apply @is_derive_const|apply (@is_derive_id R_AbsRing)].
  - ring.
Qed.

Lemma Derive_S_11 x y : 0 < x -> 0 < y ->
  Derive (fun x => Derive (fun x => S N x y) x) x = gamma (depth N) x y.
Proof.
  intros Hx Hy. apply is_derive_unique.
  apply (is_derive_ext_loc (fun x => h (depth N) x y)); [|now apply is_derive_h_1].
  apply locally_pos; [assumption|]. intros z Hz. symmetry.
  now apply is_derive_unique, is_derive_S_1.
Qed.

Lemma Derive_S_12 x y : 0 < x -> 0 < y ->
  Derive (fun y => Derive (fun x => S N x y) x) y = alpha (depth N) x y.
Proof.
  intros Hx Hy. apply is_derive_unique.
  apply (is_derive_ext_loc (fun y => h (depth N) x y)); [|now apply is_derive_h_2].
  apply locally_pos; [assumption|]. intros z Hz. symmetry.
  now apply is_derive_unique, is_derive_S_1.
Qed.

Lemma Derive_S_22 x y : 0 < x -> 0 < y ->
  Derive (fun y => Derive (fun y => S N x y) y) y = gamma (depth N) y x.
Proof.
  intros Hx Hy. apply is_derive_unique.
  apply (is_derive_ext_loc (fun y => h (depth N) y x)); [|now apply is_derive_h_1].
  apply locally_pos; [assumption|]. intros z Hz. symmetry.
  now apply is_derive_unique, is_derive_S_2.
Qed.

End Derivatives.

(** Theorem 1.9 in terms of the second derivatives: negative definite for [N >= 3]. *)
Theorem Pin_Theorem_1_9_hessian N x y p q : (3 <= N)%nat ->
  let S x y := 1/2 * (if Req_EM_T x y then ln (INR N * (x^2 / Rpower x (2 / INR N)))
                 else ln ((x^2 - y^2) / (Rpower x (2 / INR N) - Rpower y (2 / INR N)))) in
  let Sxx := Derive (fun x => Derive (fun x => S x y) x) x in
  let Sxy := Derive (fun y => Derive (fun x => S x y) x) y in
  let Syy := Derive (fun y => Derive (fun y => S x y) y) y in
  0 < y <= x -> p <> 0 \/ q <> 0 -> Sxx * p^2 + 2 * Sxy * p * q + Syy * q^2 < 0.
Proof.
  intros HN S0 Sxx Sxy Syy Hxy Hpq. change S0 with (S N) in *. unfold Sxx, Sxy, Syy.
  rewrite Derive_S_11, Derive_S_12, Derive_S_22 by (lia || lra).
  apply Lemma_4_4; [|lra|lra|assumption].
  apply le_INR in HN. simpl in HN. unfold depth.
  split; [apply Rlt_le, Rinv_0_lt_compat; lra|].
  unfold Rdiv. rewrite Rmult_1_l. apply Rinv_lt_contravar; lra.
Qed.

(** ** Theorem 1.10 and X-2 *)

(** The Riemannian Hessian of the metric [diag (x^(2/N - 2), y^(2/N - 2)) / N]: the Euclidean one
    plus [(1 - 1/N)/x dS/dx] and [(1 - 1/N)/y dS/dy] on the diagonal. *)
Theorem Pin_X_2 N x y : (2 <= N)%nat ->
  let S x y := 1/2 * (if Req_EM_T x y then ln (INR N * (x^2 / Rpower x (2 / INR N)))
                 else ln ((x^2 - y^2) / (Rpower x (2 / INR N) - Rpower y (2 / INR N)))) in
  let Sx := Derive (fun x => S x y) x in
  let Sy := Derive (fun y => S x y) y in
  let Sxx := Derive (fun x => Derive (fun x => S x y) x) x in
  let Sxy := Derive (fun y => Derive (fun x => S x y) x) y in
  let Syy := Derive (fun y => Derive (fun y => S x y) y) y in
  let H p q := (Sxx + (1 - / INR N) / x * Sx) * p^2 + 2 * Sxy * p * q
               + (Syy + (1 - / INR N) / y * Sy) * q^2 in
  0 < y <= x -> (exists p q, H p q < 0) /\ (exists p q, 0 < H p q).
Proof.
  intros HN S0 Sx Sy Sxx Sxy Syy H Hxy. change S0 with (S N) in *.
  assert (Ho := orthant2 x y ltac:(lra) ltac:(lra)).
  assert (Hc : chamber 2 (on2 x y)).
  { split; [exact Ho|]. intros [|[|i]] [|[|j]] Hij; simpl; lra || lia. }
  assert (Hn := strip_depth N HN).
  assert (Hn0 : 0 < depth N) by (apply Rinv_0_lt_compat, lt_0_INR; lia).
  assert (E : forall v, form 2 (entropy_riemannian_hessian 2 1 (depth N) (on2 x y)) v
                        = H (v 0%nat) (v 1%nat)).
  { intros v. unfold H, Sx, Sy, Sxx, Sxy, Syy.
    rewrite Derive_S_11, Derive_S_12, Derive_S_22, Derive_S_1, Derive_S_2 by (lia || lra).
    unfold form, entropy_riemannian_hessian. cbn [sum].
    rewrite !Lemma_5_1 by (assumption || lia || lra).
    unfold hessian, gradient, sum_except, on2, depth. cbn [sum Nat.eqb].
    rewrite (alpha_sym _ y x). ring. }
  destruct (X_2 (depth N) 2 1 (on2 x y) ltac:(destruct Hn; lra) ltac:(lra) ltac:(lia) Hc)
    as [[v Hv] [v' Hv']]. rewrite E in Hv, Hv'.
  split; [now exists (v 0%nat), (v 1%nat)|now exists (v' 0%nat), (v' 1%nat)].
Qed.

(** ** Theorem 1.2 for Schatten energies *)

(** The free energy [(x^p + y^p)/p - S/beta] has a strict global minimum at [(s, s)]. *)
Theorem Pin_Theorem_1_2 N p beta x y : (2 <= N)%nat -> 1 <= p -> ~ (N = 2%nat /\ p = 1) ->
  0 < beta ->
  let S x y := 1/2 * (if Req_EM_T x y then ln (INR N * (x^2 / Rpower x (2 / INR N)))
                 else ln ((x^2 - y^2) / (Rpower x (2 / INR N) - Rpower y (2 / INR N)))) in
  let F x y := Rpower x p / p + Rpower y p / p - / beta * S x y in
  let s := Rpower ((INR N - 1) / (2 * INR N * beta)) (/ p) in
  0 < x -> 0 < y -> x <> s \/ y <> s -> F s s < F x y.
Proof.
  intros HN Hp Hexc Hb S0 F s Hx Hy Hne. change S0 with (S N) in *.
  assert (HNR := lt_0_INR N ltac:(lia)).
  set (nu := depth N). assert (Hn : strip nu) by now apply strip_depth.
  assert (He : ~ (exceptional nu 2 /\ p = 1)).
  { intros [[E _] E']. apply Hexc. split; [|exact E']. apply depth_half; [lia|exact E]. }
  assert (Hs : 0 < s) by apply Rpower_pos.
  assert (Es : s = Rpower ((INR 2 - 1) * (1 - nu) / (2 * beta)) (/ p)).
  { unfold s, nu, depth. f_equal. simpl. field. lra. }
  assert (Heq : equilibrium (fun x => x) (schatten_psi p) beta nu 2 (scalar s)).
  { apply (Schatten_1_23 p Hp 2 beta nu Hb Hn ltac:(lia) He _ (orthant_scalar 2 s Hs)).
    intros i _. exact Es. }
  assert (EF : forall a b, 0 < a -> 0 < b -> F a b
    = free_energy (fun x => x) (schatten_psi p) beta nu 2 (on2 a b) - / beta * (1/2 * ln (INR N))).
  { intros a b Ha Hb'. unfold F, free_energy, energy. rewrite S_pair_entropy by (lia || lra).
    rewrite <- pair_entropy_entropy. unfold schatten_psi, on2. cbn [sum]. fold nu. ring. }
  rewrite !EF by assumption.
  assert (H := equilibrium_minimises _ _ _ _ 2 (schatten_convex_energy p Hp 2) beta nu Hb Hn
    ltac:(lia) (schatten_strict_case p Hp nu 2 He) (scalar s) (on2 x y) Heq
    (orthant2 x y Hx Hy)).
  assert (Hd : exists i, (i < 2)%nat /\ scalar s i <> on2 x y i).
  { unfold scalar, on2. destruct Hne as [Hne|Hne]; [exists 0%nat|exists 1%nat];
      (split; [lia|apply not_eq_sym, Hne]). }
  specialize (H Hd).
  assert (E2 : free_energy (fun x => x) (schatten_psi p) beta nu 2 (on2 s s)
    = free_energy (fun x => x) (schatten_psi p) beta nu 2 (scalar s)).
  { unfold free_energy, energy. rewrite (entropy_ext nu 2 (on2 s s) (scalar s));
      [reflexivity|]. intros [|i] _; reflexivity. }
  rewrite E2. lra.
Qed.
