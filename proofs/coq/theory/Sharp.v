(** * A sharp lower bound for the determinant of the pair block

    For [0 < nu < 1/2] and [u > 0],
    [Delta nu u > (1 - 2 nu)(1 - nu)^2 (nu / sinh (nu u))^2 (1 - u^2 / sinh^2 u)],
    which quantifies I1.  (Sharp as [u] tends to 0, which is not proved here: both sides tend to
    [(1 - 2 nu)(1 - nu)^2 / 3], the value of [Delta nu 0].) *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Definitions Hyperbolic Langevin Core.
Open Scope R_scope.

Section Sharp.

Variable nu : R.
Hypothesis Hn : 0 < nu < 1/2.

(** [W], its derivative [2 (1 - nu) nu V], and the derivatives [V1], [V2] of [V]. *)
Definition W (u : R) : R :=
  T nu u - (1 - 2 * nu) * (1 - nu)^2 * nu^2 * ((sinh u)^2 - u^2).
Definition V (u : R) : R :=
  cosh u * ((1 - 2 * nu) * sinh u - sinh ((1 - 2 * nu) * u))
  - (1 - 2 * nu) * (1 - nu) * nu * (sinh u * cosh u - u).
Definition V1 (u : R) : R :=
  (1 - 2 * nu) * cosh (2 * u) - (1 - nu) * cosh ((1 - nu) * (2 * u))
  + nu * cosh (nu * (2 * u)) - (1 - 2 * nu) * (1 - nu) * nu * (cosh (2 * u) - 1).
Definition V2 (w : R) : R :=
  (1 - 2 * nu) * (1 - (1 - nu) * nu) * sinh w - (1 - nu)^2 * sinh ((1 - nu) * w)
  + nu^2 * sinh (nu * w).

Lemma exp_double x : exp (2 * x) = (exp x)^2.
Proof. replace (2 * x) with (x + x) by ring. rewrite exp_plus. ring. Qed.

Lemma sinh_sum_gap w : 0 < w ->
  0 < (1 - 2 * nu) * sinh w + sinh (nu * w) - sinh ((1 - nu) * w).
Proof.
  intros Hw.
  assert (E : (1 - 2 * nu) * sinh w + sinh (nu * w) - sinh ((1 - nu) * w)
    = 2 * cosh (w / 2) * ((1 - 2 * nu) * sinh (w / 2) - sinh ((1 - 2 * nu) * (w / 2)))).
  { set (x := w / 2). replace w with (2 * x) by (unfold x; field).
    replace (nu * (2 * x)) with (2 * (nu * x)) by ring.
    replace ((1 - nu) * (2 * x)) with (2 * ((1 - nu) * x)) by ring.
    unfold sinh, cosh. rewrite ?exp_Ropp, ?exp_double, ?exp_theta, ?exp_c.
    generalize (exp_pos x) (exp_pos (nu * x)). intros. field. split; lra. }
  rewrite E. assert (H := sinh_chord (1 - 2 * nu) (w / 2) ltac:(lra) ltac:(lra)).
  assert (Hc := cosh_pos (w / 2)). apply Rmult_lt_0_compat; lra.
Qed.

Lemma V2_pos w : 0 < w -> 0 < V2 w.
Proof.
  intros Hw. assert (H1 := sinh_sum_gap w Hw).
  assert (H2 := sinh_chord nu w ltac:(lra) Hw). unfold V2.
  assert (0 < (1 - nu)^2 * ((1 - 2 * nu) * sinh w + sinh (nu * w) - sinh ((1 - nu) * w)))
    by (apply Rmult_lt_0_compat; [nra|assumption]).
  assert (0 < (1 - 2 * nu) * (nu * sinh w - sinh (nu * w)))
    by (apply Rmult_lt_0_compat; lra).
  lra.
Qed.

Lemma V1_pos u : 0 < u -> 0 < V1 u.
Proof.
  apply (pos_from_deriv V1 (fun u => 2 * V2 (2 * u))).
  - intros x. unfold V1, V2, sinh, cosh. auto_derive; [trivial|field].
  - unfold V1. rewrite !Rmult_0_r, !cosh_0. lra.
  - intros x Hx. generalize (V2_pos (2 * x) ltac:(lra)). lra.
Qed.

Lemma V_pos u : 0 < u -> 0 < V u.
Proof.
  apply (pos_from_deriv V V1).
  - intros x. unfold V, V1, sinh, cosh. auto_derive; [trivial|].
    replace (nu * (2 * x)) with (2 * (nu * x)) by ring.
    replace ((1 - nu) * (2 * x)) with (2 * ((1 - nu) * x)) by ring.
    rewrite ?exp_Ropp, ?exp_double, ?exp_theta, ?exp_c.
    generalize (exp_pos x) (exp_pos (nu * x)). intros. field. split; lra.
  - unfold V. rewrite Rmult_0_r, sinh_0. lra.
  - apply V1_pos.
Qed.

Lemma W_pos u : 0 < u -> 0 < W u.
Proof.
  apply (pos_from_deriv W (fun u => 2 * (1 - nu) * nu * V u)).
  - intros x. unfold W. evar_last.
    + apply @is_derive_minus; [apply is_derive_T|]. apply is_derive_scal.
      apply @is_derive_minus.
      * apply (is_derive_pow sinh 2), is_derive_sinh.
      * auto_derive; [trivial|reflexivity].
    + unfold minus, plus, opp; simpl. unfold T', V. ring.
  - unfold W, T. rewrite !Rmult_0_r, !sinh_0. lra.
  - intros x Hx. assert (H := V_pos x Hx).
    apply Rmult_lt_0_compat; [nra|assumption].
Qed.

Theorem I1_sharp u : 0 < u ->
  (1 - 2 * nu) * (1 - nu)^2 * (nu / sinh (nu * u))^2 * (1 - u^2 / (sinh u)^2) < Delta nu u.
Proof.
  intros Hu. assert (Hs := sinh_pos u Hu).
  assert (Hsn : 0 < sinh (nu * u)) by (apply sinh_pos; nra).
  assert (HW := W_pos u Hu). rewrite Delta_T by lra.
  assert (H : 0 < W u / ((sinh u)^2 * (sinh (nu * u))^2)).
  { apply Rdiv_lt_0_compat; [assumption|]. apply Rmult_lt_0_compat; now apply pow_lt. }
  replace (T nu u / ((sinh u)^2 * (sinh (nu * u))^2))
    with (W u / ((sinh u)^2 * (sinh (nu * u))^2)
      + (1 - 2 * nu) * (1 - nu)^2 * (nu / sinh (nu * u))^2 * (1 - u^2 / (sinh u)^2))
    by (unfold W; field; lra).
  lra.
Qed.

End Sharp.
