(** * The limits (4.17): the kernels of the Hessian where two singular values coincide

    [langevin'] is differentiable everywhere (from Smoothness.v), so the kernels [alpha] and
    [gamma] are continuous across the diagonal: the expressions (4.9) and (4.10) of the paper,
    undefined there, have the limits (4.17), and the Hessian extends continuously (Lemma 4.1). *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Entropy Gradient Hessian
  Smoothness.
Open Scope R_scope.

Lemma ex_derive_langevin' x : ex_derive langevin' x.
Proof.
  destruct (smooth1_g 3) as [g1 [H1 [g2 [H2 [g3 [H3 _]]]]]].
  assert (E1 : forall x, g1 x = langevin x).
  { intros y. assert (U1 := is_derive_unique _ _ _ (H1 y I)).
    assert (U2 := is_derive_unique _ _ _ (is_derive_g y)). congruence. }
  assert (E2 : forall x, g2 x = langevin' x).
  { intros y. assert (U1 := is_derive_unique _ _ _ (is_derive_ext _ _ _ _ E1 (H2 y I))).
    assert (U2 := is_derive_unique _ _ _ (is_derive_langevin y)). congruence. }
  exists (g3 x). exact (is_derive_ext _ _ _ _ E2 (H3 x I)).
Qed.

Lemma ex_derive_k nu u : ex_derive (k nu) u.
Proof.
  apply @ex_derive_minus; [apply ex_derive_langevin'|].
  apply ex_derive_scal, (ex_derive_comp langevin' (fun u => nu * u));
    [apply ex_derive_langevin'|auto_derive; trivial].
Qed.

Lemma ex_derive_in_y (f : R -> R) x y : 0 < y -> (forall u, ex_derive f u) ->
  ex_derive (fun y => f (ln x - ln y)) y.
Proof.
  intros Hy Hf. apply (ex_derive_comp f (fun y => ln x - ln y)); [apply Hf|].
  auto_derive. exact Hy.
Qed.

Lemma ex_derive_alpha nu x y : 0 < x -> 0 < y -> ex_derive (alpha nu x) y.
Proof.
  intros Hx Hy. unfold alpha. apply ex_derive_div; [| |nra].
  - apply @ex_derive_opp. apply ex_derive_in_y; [exact Hy|apply ex_derive_k].
  - auto_derive. trivial.
Qed.

Lemma ex_derive_gamma nu x y : 0 < y -> ex_derive (gamma nu x) y.
Proof.
  intros Hy. unfold gamma, Rdiv. apply @ex_derive_mult; [|apply ex_derive_const].
  apply @ex_derive_minus.
  - apply @ex_derive_minus; [|apply ex_derive_const].
    apply ex_derive_in_y; [exact Hy|apply ex_derive_k].
  - apply ex_derive_in_y; [exact Hy|]. intros u. eexists. apply is_derive_m.
Qed.

(** A function that agrees off the diagonal with a differentiable one has its value as limit. *)
Lemma lim_diagonal x (F f : R -> R) : 0 < x -> ex_derive F x ->
  (forall y, 0 < y -> x <> y -> F y = f y) -> is_lim f x (F x).
Proof.
  intros Hx HF Hf. apply (is_lim_ext_loc F).
  - exists (mkposreal x Hx). intros y Hy Hne. apply Hf; [|auto].
    apply Rabs_def2 in Hy. unfold minus, plus, opp in Hy; simpl in Hy. lra.
  - apply is_lim_continuity, continuity_pt_filterlim.
    now apply (@ex_derive_continuous R_AbsRing R_NormedModule).
Qed.

Theorem Lemma_4_3_limit_alpha nu x : 0 < nu -> 0 < x ->
  is_lim (fun y => 2 * x * y / (x^2 - y^2)^2
    - 2 * nu^2 * Rpower x (2 * nu) * Rpower y (2 * nu)
      / (x * y * (Rpower x (2 * nu) - Rpower y (2 * nu))^2))
    x (- (1 - nu^2) / (6 * x^2)).
Proof.
  intros Hn Hx. rewrite <- alpha_diagonal by assumption.
  apply (lim_diagonal x (alpha nu x)); [assumption|now apply ex_derive_alpha|].
  intros y Hy Hne. apply alpha_finite_eq; lra.
Qed.

Theorem Lemma_4_3_limit_gamma nu x : 0 < nu -> 0 < x ->
  is_lim (fun y => - (x^2 + y^2) / (x^2 - y^2)^2
    + nu * Rpower x (2 * nu) * (Rpower x (2 * nu) - (1 - 2 * nu) * Rpower y (2 * nu))
      / (x^2 * (Rpower x (2 * nu) - Rpower y (2 * nu))^2))
    x (- (1 - nu) * (2 - nu) / (6 * x^2)).
Proof.
  intros Hn Hx. rewrite <- gamma_diagonal by assumption.
  apply (lim_diagonal x (gamma nu x)); [assumption|now apply ex_derive_gamma|].
  intros y Hy Hne. apply gamma_finite_eq; lra.
Qed.
