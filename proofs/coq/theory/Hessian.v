(** * Euclidean Hessian of the entropy: Lemmas 4.1 and 4.2

    The second derivatives at every point of the open orthant, their value where two singular
    values coincide, and the decomposition into blocks of one pair each. *)

From Coq Require Import Reals Lra Lia Psatz Bool.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient.
Open Scope R_scope.

Lemma is_derive_h nu (X Y : R -> R) t X' Y' : 0 < X t -> 0 < Y t ->
  is_derive X t X' -> is_derive Y t Y' ->
  is_derive (fun t => h nu (X t) (Y t)) t
    (gamma nu (X t) (Y t) * X' + alpha nu (X t) (Y t) * Y').
Proof.
  intros Hx Hy HX HY. unfold h. set (u := fun t => ln (X t) - ln (Y t)).
  assert (Hu : is_derive u t (X' / X t - Y' / Y t)) by now apply is_derive_ln_diff.
  assert (H1 := is_derive_comp_R (m nu) u t _ _ (is_derive_m nu _) Hu).
  evar_last.
  - apply is_derive_div.
    + apply @is_derive_plus; [apply @is_derive_const|exact H1].
    + apply (is_derive_scal X t 2 X' HX).
    + lra.
  - unfold plus, zero; simpl. unfold gamma, alpha. fold (u t). field. lra.
Qed.

(** The entries of [hessian], summed against a direction. *)
Lemma sum_hessian nu d s v i : (i < d)%nat -> \sum_(j < d) (hessian nu d s i j * v j)
  = \sum_(j < d without i) (gamma nu (s i) (s j) * v i + alpha nu (s i) (s j) * v j).
Proof.
  intros Hi. rewrite (sum_except_split d i) by assumption.
  unfold hessian at 1. rewrite Nat.eqb_refl, sum_except_plus.
  rewrite (sum_except_ext d i (fun j => gamma nu (s i) (s j) * v i)
    (fun j => v i * gamma nu (s i) (s j))) by (intros; ring).
  rewrite sum_except_scal. rewrite (Rmult_comm (v i)). f_equal.
  apply sum_except_ext. intros j _ Hne. unfold hessian.
  apply Nat.eqb_neq in Hne. now rewrite Hne.
Qed.

Lemma is_derive_gradient_curve nu d c t v i : (i < d)%nat -> orthant d (c t) ->
  is_velocity d c t v ->
  is_derive (fun t => gradient nu d (c t) i) t (dot d (hessian nu d (c t) i) v).
Proof.
  intros Hi Ho Hv. unfold dot. rewrite sum_hessian by assumption. unfold gradient.
  apply (is_derive_sum_except d i (fun j t => h nu (c t i) (c t j))
    (fun j t => gamma nu (c t i) (c t j) * v i + alpha nu (c t i) (c t j) * v j)).
  intros j Hj Hne. apply (is_derive_h nu (fun t => c t i) (fun t => c t j)); auto.
Qed.

Lemma is_derive_gradient nu d s v t i : (i < d)%nat -> orthant d (line s v t) ->
  is_derive (fun t => gradient nu d (line s v t) i) t
    (dot d (hessian nu d (line s v t) i) v).
Proof.
  intros Hi Ho. apply (is_derive_gradient_curve nu d (line s v)); auto using line_velocity.
Qed.

(** Row [i] of [hessian] is the gradient of component [i] of the gradient. *)
Theorem Lemma_4_1 nu d s i : (i < d)%nat -> orthant d s ->
  is_gradient d (fun s => gradient nu d s i) s (hessian nu d s i).
Proof. intros Hi Ho c t v <- Hv. now apply is_derive_gradient_curve. Qed.

(** ** Values on the diagonal *)

Lemma alpha_diagonal nu x : 0 < x -> alpha nu x x = - (1 - nu^2) / (6 * x^2).
Proof. intros Hx. unfold alpha. rewrite Rminus_eq_0, k_0. field. lra. Qed.

Lemma gamma_diagonal nu x : 0 < x ->
  gamma nu x x = - (1 - nu) * (2 - nu) / (6 * x^2).
Proof. intros Hx. unfold gamma. rewrite Rminus_eq_0, k_0, m_0. field. lra. Qed.

Lemma alpha_sym nu x y : alpha nu x y = alpha nu y x.
Proof.
  unfold alpha. replace (ln y - ln x) with (- (ln x - ln y)) by ring. rewrite k_opp.
  now replace (2 * y * x) with (2 * x * y) by ring.
Qed.

Lemma hessian_sym nu d s i j : hessian nu d s i j = hessian nu d s j i.
Proof.
  unfold hessian. rewrite (Nat.eqb_sym i j).
  destruct (Nat.eqb_spec j i) as [->|]; [reflexivity|apply alpha_sym].
Qed.

(** ** Lemma 4.2: the sum of the pair blocks *)

(** The quadratic form of the block [B_ij] (4.11)-(4.12) of two singular values [x] and [y]. *)
Definition block (nu x y p q : R) : R :=
  gamma nu x y * p^2 + 2 * alpha nu x y * p * q + gamma nu y x * q^2.

Theorem Lemma_4_2 nu d s v :
  form d (hessian nu d s) v = \sum_(i < j < d) block nu (s i) (s j) (v i) (v j).
Proof.
  unfold form.
  rewrite (sum_ext d _ (fun i => \sum_(j < d without i)
    (v i * (gamma nu (s i) (s j) * v i + alpha nu (s i) (s j) * v j)))).
  - rewrite (sum_except_pairs d (fun i j =>
      v i * (gamma nu (s i) (s j) * v i + alpha nu (s i) (s j) * v j))).
    apply sum_pairs_ext. intros i j _. unfold block. rewrite (alpha_sym nu (s j)). ring.
  - intros i Hi. rewrite sum_except_scal, <- sum_hessian by assumption.
    rewrite <- sum_scal. apply sum_ext. intros j _. ring.
Qed.

(** The same as matrices: [E_ij B_ij E_ij^T] puts the block into rows and columns [i] and [j]. *)
Definition embedded_block (nu : R) (s : vec) (i j a b : nat) : R :=
  if Nat.eqb a i && Nat.eqb b i then gamma nu (s i) (s j)
  else if Nat.eqb a j && Nat.eqb b j then gamma nu (s j) (s i)
  else if (Nat.eqb a i && Nat.eqb b j) || (Nat.eqb a j && Nat.eqb b i) then alpha nu (s i) (s j)
  else 0.

Lemma embedded_block_split nu s i j a b : i <> j ->
  embedded_block nu s i j a b
  = (if Nat.eqb a i then if Nat.eqb b i then gamma nu (s i) (s j)
     else if Nat.eqb b j then alpha nu (s i) (s j) else 0 else 0)
  + (if Nat.eqb a j then if Nat.eqb b j then gamma nu (s j) (s i)
     else if Nat.eqb b i then alpha nu (s j) (s i) else 0 else 0).
Proof.
  intros Hij. unfold embedded_block. rewrite (alpha_sym nu (s j)).
  destruct (Nat.eqb_spec a i), (Nat.eqb_spec a j), (Nat.eqb_spec b i), (Nat.eqb_spec b j);
    simpl; subst; try ring; now destruct Hij.
Qed.

Theorem Lemma_4_2_matrix nu d s a b : (a < d)%nat -> (b < d)%nat ->
  hessian nu d s a b = \sum_(i < j < d) embedded_block nu s i j a b.
Proof.
  intros Ha Hb.
  set (A := fun i j => if Nat.eqb a i then if Nat.eqb b i then gamma nu (s i) (s j)
     else if Nat.eqb b j then alpha nu (s i) (s j) else 0 else 0).
  rewrite (sum_pairs_ext d _ (fun i j => A i j + A j i))
    by (intros; apply embedded_block_split; lia).
  rewrite <- sum_except_pairs, (sum_single d a _ Ha).
  - unfold hessian, A. rewrite Nat.eqb_refl.
    destruct (Nat.eqb_spec b a) as [->|Hne]; [reflexivity|].
    unfold sum_except. rewrite (sum_single d b _ Hb), Nat.eqb_refl.
    + apply Nat.eqb_neq in Hne. now rewrite Hne.
    + intros j _ Hj. apply not_eq_sym, Nat.eqb_neq in Hj. rewrite Hj.
      now destruct (Nat.eqb j a).
  - intros i _ Hi. unfold A. apply not_eq_sym, Nat.eqb_neq in Hi. rewrite Hi.
    transitivity (\sum_(j < d) 0); [|apply sum_zero]. apply sum_ext. intros j _.
    now destruct (Nat.eqb j i).
Qed.

(** The second derivative along a line is the quadratic form. *)
Lemma is_derive2_entropy nu d s v t : orthant d (line s v t) ->
  is_derive (fun t => dot d (gradient nu d (line s v t)) v) t
    (form d (hessian nu d (line s v t)) v).
Proof.
  intros Ho. unfold dot, form.
  apply (is_derive_sum d (fun i t => gradient nu d (line s v t) i * v i)
    (fun i t => \sum_(j < d) (hessian nu d (line s v t) i j * v i * v j))).
  intros i Hi. evar_last.
  - apply (is_derive_ext (fun t => v i * gradient nu d (line s v t) i)).
    { intros; apply Rmult_comm. }
    apply is_derive_scal. now apply is_derive_gradient.
  - unfold dot. rewrite <- sum_scal. apply sum_ext. intros j _. ring.
Qed.
