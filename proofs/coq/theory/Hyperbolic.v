(** * Hyperbolic functions

    Signs, monotonicity and derivatives of [sinh] and [cosh], the strict convexity of [sinh] on
    the positive half-line, and the derivative test on which the inequalities of Core.v rest. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(** ** The derivative test *)

Lemma pos_from_deriv (f df : R -> R) :
  (forall x, is_derive f x (df x)) -> 0 <= f 0 -> (forall x, 0 < x -> 0 < df x) ->
  forall x, 0 < x -> 0 < f x.
Proof.
  intros Hd H0 Hp x Hx.
  destruct (MVT_cor2 f df 0 x Hx) as [c [Hc [Hc0 Hcx]]].
  { intros c _. apply is_derive_Reals, Hd. }
  assert (0 < df c * (x - 0)) by (apply Rmult_lt_0_compat; [now apply Hp|lra]). lra.
Qed.

Lemma increasing_from_deriv (f df : R -> R) :
  (forall x, 0 <= x -> is_derive f x (df x)) -> (forall x, 0 < x -> 0 < df x) ->
  forall x y, 0 <= x < y -> f x < f y.
Proof.
  intros Hd Hp x y Hxy.
  destruct (MVT_cor2 f df x y (proj2 Hxy)) as [c [Hc Hcx]].
  { intros c Hc. apply is_derive_Reals, Hd. lra. }
  assert (0 < df c * (y - x)) by (apply Rmult_lt_0_compat; [apply Hp; lra|lra]). lra.
Qed.

(** One step of Descartes' rule for exponential sums: [a] is the exponent that is removed. *)
Lemma pos_from_deriv_exp (a : R) (f df : R -> R) :
  (forall x, is_derive f x (df x)) -> 0 <= f 0 -> (forall x, 0 < x -> 0 < df x - a * f x) ->
  forall x, 0 < x -> 0 < f x.
Proof.
  intros Hd H0 Hp x Hx.
  assert (H : 0 < exp (- a * x) * f x).
  { apply (pos_from_deriv (fun x => exp (- a * x) * f x)
                          (fun x => exp (- a * x) * (df x - a * f x))); auto.
    - intros y. evar_last.
      + apply (is_derive_mult (fun x => exp (- a * x)) f y (- a * exp (- a * y)) (df y)); auto.
        * auto_derive; [trivial|ring].
        * intros; apply Rmult_comm.
      + unfold plus, mult; simpl. ring.
    - rewrite Rmult_0_r, exp_0. lra.
    - intros y Hy. apply Rmult_lt_0_compat; [apply exp_pos|auto]. }
  apply (Rmult_lt_reg_l (exp (- a * x))); [apply exp_pos|lra].
Qed.

(** ** Derivatives *)

Lemma is_derive_sinh x : is_derive sinh x (cosh x).
Proof. apply is_derive_Reals, derivable_pt_lim_sinh. Qed.

Lemma is_derive_cosh x : is_derive cosh x (sinh x).
Proof. apply is_derive_Reals, derivable_pt_lim_cosh. Qed.

(** ** Signs and monotonicity *)

Lemma cosh_pos x : 0 < cosh x.
Proof. unfold cosh. generalize (exp_pos x) (exp_pos (-x)); lra. Qed.

Lemma sinh_opp x : sinh (- x) = - sinh x.
Proof. unfold sinh. rewrite Ropp_involutive. lra. Qed.

Lemma cosh_opp x : cosh (- x) = cosh x.
Proof. unfold cosh. rewrite Ropp_involutive. lra. Qed.

Lemma cosh2_sinh2 x : (cosh x)^2 - (sinh x)^2 = 1.
Proof.
  unfold cosh, sinh. rewrite exp_Ropp. field. generalize (exp_pos x); lra.
Qed.

Lemma sinh_pos x : 0 < x -> 0 < sinh x.
Proof.
  apply (pos_from_deriv sinh cosh); auto using is_derive_sinh, cosh_pos.
  rewrite sinh_0; lra.
Qed.

Lemma sinh_neq0 x : x <> 0 -> sinh x <> 0.
Proof.
  intros Hx. destruct (Rlt_le_dec 0 x); [apply Rgt_not_eq, sinh_pos; lra|].
  assert (0 < sinh (- x)) by (apply sinh_pos; lra). rewrite sinh_opp in *. lra.
Qed.

Lemma cosh_lt x y : 0 <= x < y -> cosh x < cosh y.
Proof.
  apply (increasing_from_deriv cosh sinh); auto using is_derive_cosh, sinh_pos.
Qed.

Lemma sinh_gt x : 0 < x -> x < sinh x.
Proof.
  intros Hx. assert (0 < sinh x - x); [|lra]. revert x Hx.
  apply (pos_from_deriv _ (fun x => cosh x - 1)).
  - intros x. apply @is_derive_minus; [apply is_derive_sinh|].
    apply (@is_derive_id R_AbsRing).
  - rewrite sinh_0; lra.
  - intros x Hx. assert (cosh 0 < cosh x) by (apply cosh_lt; lra). rewrite cosh_0 in *. lra.
Qed.

(** Strict convexity of [sinh]: a chord from the origin lies above the graph. *)
Lemma sinh_chord t x : 0 < t < 1 -> 0 < x -> sinh (t * x) < t * sinh x.
Proof.
  intros Ht Hx. assert (0 < t * sinh x - sinh (t * x)); [|lra]. revert x Hx.
  apply (pos_from_deriv _ (fun x => t * (cosh x - cosh (t * x)))).
  - intros x. unfold sinh, cosh. auto_derive; [trivial|field].
  - rewrite Rmult_0_r, sinh_0; lra.
  - intros x Hx. assert (cosh (t * x) < cosh x) by (apply cosh_lt; nra).
    apply Rmult_lt_0_compat; lra.
Qed.

Lemma tanh_0 : tanh 0 = 0.
Proof. unfold tanh. rewrite sinh_0. unfold Rdiv. ring. Qed.

Lemma tanh_bounds x : 0 < x -> 0 < tanh x < 1.
Proof.
  intros Hx. assert (Hs := sinh_pos x Hx). assert (Hc := cosh_pos x). unfold tanh.
  split; [apply Rdiv_lt_0_compat; lra|].
  apply (Rmult_lt_reg_r (cosh x)); [lra|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
  unfold sinh, cosh in *. generalize (exp_pos (- x)). lra.
Qed.
