(** * Identities between real expressions

    The tactic [identity] of the files written by [dlncert export]: [ring] and [field] after the functions are
    written as exponentials.  Exponentials of sums become products of exponentials of monomials.  Where a
    function has a removable singularity, its argument is zero or is not: both are proved. *)

From Coq Require Import Reals Lra Psatz.
From DlnCert.theory Require Import Definitions Hyperbolic Langevin LangevinBounds Core.
From DlnCert.theory Require Export Goals.
From DlnCert.checker Require Import Signs.
Open Scope R_scope.

(** ** Exponentials of monomials: an exponential that is not to be split further *)

Definition monomial_exp (x : R) : R := exp x.
Local Notation E := monomial_exp.

Lemma monomial_exp_pos x : 0 < E x.
Proof. apply exp_pos. Qed.

Lemma monomial_exp_neq0 x : E x <> 0.
Proof. apply Rgt_not_eq, exp_pos. Qed.

Lemma E_0 : E 0 = 1.
Proof. apply exp_0. Qed.

Lemma E_1 : E 1 = exp 1.
Proof. reflexivity. Qed.

Lemma E_plus x y : E (x + y) = E x * E y.
Proof. apply exp_plus. Qed.

Lemma E_opp x : E (- x) = / E x.
Proof. apply exp_Ropp. Qed.

Lemma E_minus x y : E (x - y) = E x * / E y.
Proof. unfold Rminus. now rewrite E_plus, E_opp. Qed.

Lemma E_opp_mult x y : E (- x * y) = / E (x * y).
Proof. rewrite <- E_opp. f_equal. ring. Qed.

Lemma E_times p x : E (IZR (Zpos p) * x) = E x ^ Pos.to_nat p.
Proof.
  unfold monomial_exp. rewrite <- Rpower_pow by apply exp_pos. unfold Rpower. rewrite ln_exp.
  now rewrite INR_IZR_INZ, positive_nat_Z.
Qed.

Lemma E_times_opp p x : E (IZR (Zneg p) * x) = / E x ^ Pos.to_nat p.
Proof.
  rewrite <- E_times, <- E_opp. f_equal. change (IZR (Zneg p)) with (- IZR (Zpos p)). ring.
Qed.

Lemma E_number p : E (IZR (Zpos p)) = E 1 ^ Pos.to_nat p.
Proof. rewrite <- E_times. f_equal. ring. Qed.

Lemma E_number_opp p : E (IZR (Zneg p)) = / E 1 ^ Pos.to_nat p.
Proof. rewrite <- E_times_opp. f_equal. ring. Qed.

Lemma E_ln x : 0 < x -> E (ln x) = x.
Proof. apply exp_ln. Qed.

(** ** The functions as exponentials *)

Lemma exp_halves u : exp u = exp (u / 2) * exp (u / 2).
Proof. rewrite <- exp_plus. f_equal. field. Qed.

Lemma exp_doubles u : exp (2 * u) = exp u * exp u.
Proof. rewrite <- exp_plus. f_equal. ring. Qed.

Lemma tanh_half_exp u : tanh (u / 2) = (exp u - 1) / (exp u + 1).
Proof.
  assert (P := exp_pos (u / 2)). unfold tanh, sinh, cosh. rewrite exp_Ropp, (exp_halves u).
  field. repeat split; try lra; nra.
Qed.

Lemma tanh_exp u : tanh u = (exp (2 * u) - 1) / (exp (2 * u) + 1).
Proof. rewrite <- tanh_half_exp. f_equal. field. Qed.

Lemma sinh_half_2 u : sinh (u / 2) ^ 2 = (cosh u - 1) / 2.
Proof.
  assert (P := exp_pos (u / 2)). unfold sinh, cosh. rewrite !exp_Ropp, (exp_halves u). field. lra.
Qed.

Lemma cosh_half_2 u : cosh (u / 2) ^ 2 = (cosh u + 1) / 2.
Proof.
  assert (P := exp_pos (u / 2)). unfold cosh. rewrite !exp_Ropp, (exp_halves u). field. lra.
Qed.

Lemma sinh_exp u : sinh u = (exp (2 * u) - 1) / (2 * exp u).
Proof. assert (P := exp_pos u). unfold sinh. rewrite exp_Ropp, exp_doubles. field. lra. Qed.

Lemma cosh_exp u : cosh u = (exp (2 * u) + 1) / (2 * exp u).
Proof. assert (P := exp_pos u). unfold cosh. rewrite exp_Ropp, exp_doubles. field. lra. Qed.

Lemma double_neq0 u : u <> 0 -> exp (2 * u) - 1 <> 0.
Proof. intros H. apply exp_minus_1_neq0. lra. Qed.

Lemma langevin_exp u : u <> 0 -> langevin u = (exp (2 * u) + 1) / (exp (2 * u) - 1) - 1 / u.
Proof.
  intros H. assert (K := double_neq0 u H). assert (P := exp_pos u).
  rewrite langevin_neq0, sinh_exp, cosh_exp by assumption. field. repeat split; lra.
Qed.

Lemma langevin'_exp u : u <> 0 -> langevin' u = 1 / u^2 - 4 * exp (2 * u) / (exp (2 * u) - 1) ^ 2.
Proof.
  intros H. assert (K := double_neq0 u H). assert (P := exp_pos u).
  rewrite langevin'_neq0, sinh_exp by assumption.
  rewrite exp_doubles in *. field. repeat split; lra.
Qed.

Lemma langevin''_exp u : u <> 0 ->
  langevin'' u = 8 * exp (2 * u) * (exp (2 * u) + 1) / (exp (2 * u) - 1) ^ 3 - 2 / u^3.
Proof.
  intros H. assert (K := double_neq0 u H). assert (P := exp_pos u).
  rewrite langevin''_neq0, sinh_exp, cosh_exp by assumption.
  rewrite exp_doubles in *. field. repeat split; lra.
Qed.

Lemma E_g u : u <> 0 -> E (g u) = (exp (2 * u) - 1) / (2 * exp u * u).
Proof.
  intros H. unfold monomial_exp, g. rewrite exp_ln by apply sinhc_pos.
  rewrite sinhc_neq0, sinh_exp by assumption.
  field. split; [assumption|]. apply Rgt_not_eq, exp_pos.
Qed.

(** ** Values *)

Lemma over_1 x : x / 1 = x.
Proof. field. Qed.

Global Hint Rewrite over_1 pow1 Rmult_0_r Rmult_0_l Rplus_0_l Rplus_0_r Rminus_0_r Ropp_0 Rmult_1_l Rmult_1_r
  exp_0 ln_1 sin_0 cos_0 sinh_0 cosh_0 tanh_0 atan_0 sqrt_0 sqrt_1 langevin_0 langevin'_0 langevin''_0 g_0
  expm1_over_x_0 : values.

Lemma ln_difference x y : 0 < x -> 0 < y -> ln x - ln y = 0 -> x = y.
Proof. intros Hx Hy H. apply ln_inv; lra. Qed.

(** From [a = 0]: what follows for the variables. *)
Ltac use_zero H :=
  lazymatch type of H with
  | ln ?x - ln ?y = 0 =>
    let K := fresh in assert (K := ln_difference x y ltac:(is_pos) ltac:(is_pos) H); clear H; subst
  | ?a * ?b = 0 =>
    let K := fresh in destruct (Rmult_integral a b H) as [K|K]; clear H; use_zero K
  | ?x = 0 => first [ subst x | equal_variables ]
  end
with equal_variables :=
  try match goal with x : R, y : R |- _ =>
    is_var x; is_var y; tryif constr_eq x y then fail else idtac;
    let K := fresh in assert (K : x = y) by lra; subst x end.

(** Arguments of functions that are zero, and ranges of a single point. *)
Ltac simplify_arguments :=
  repeat match goal with H : ?a <= ?x <= ?a |- _ =>
    is_var x; let K := fresh in assert (K : x = a) by lra; clear H; subst x end;
  repeat match goal with
  | |- context [?f (?a - ?a)] => rewrite (Rminus_diag_eq a a eq_refl)
  | |- context [0 / ?a] => replace (0 / a) with 0 by (unfold Rdiv; ring)
  | |- context [sqrt (?a ^ 2)] => rewrite (sqrt_pow2 a) by is_nonneg
  end;
  autorewrite with values.

(** Cases that contradict each other. *)
Ltac no_case :=
  match goal with
  | K : ?a <> 0 |- _ => exfalso; apply K; first [ring | lra]
  | |- _ => exfalso; lra
  end.

(** Of a function that is singular at zero: its argument is zero, or the function is what it is elsewhere. *)
Ltac at_argument a zero elsewhere :=
  first
  [ let K := fresh in assert (K : a = 0) by (first [ring | lra]); rewrite K; rewrite zero; clear K
  | let K := fresh "N" in assert (K : a <> 0) by is_nonzero; elsewhere K
  | let K := fresh "N" in
    destruct (Req_dec a 0) as [K|K]; [use_zero K; try no_case; simplify_arguments | elsewhere K] ].

Ltac remove_singular :=
  repeat match goal with
  | |- context [langevin ?a] => at_argument a langevin_0 ltac:(fun K => rewrite (langevin_exp a K))
  | |- context [langevin' ?a] => at_argument a langevin'_0 ltac:(fun K => rewrite (langevin'_exp a K))
  | |- context [langevin'' ?a] =>
    at_argument a langevin''_0 ltac:(fun K => rewrite (langevin''_exp a K))
  | |- context [expm1_over_x ?a] =>
    at_argument a expm1_over_x_0 ltac:(fun K => rewrite (expm1_over_x_neq0 a K))
  | |- context [g ?a] =>
    lazymatch goal with _ : exp (2 * a) - 1 <> 0 |- _ => fail | _ => idtac end;
    at_argument a g_0 ltac:(fun K => let D := fresh "N" in assert (D := double_neq0 a K))
  end.

(** ** Denominators: that they are not zero is proved before they are taken apart *)

Ltac known_nonzero d :=
  lazymatch d with
  | IZR _ => fail
  | ?a ^ _ => known_nonzero a
  | _ =>
    lazymatch goal with
    | _ : d <> 0 |- _ => fail
    | _ => let K := fresh "N" in assert (K : d <> 0) by is_nonzero
    end
  end.

Ltac collect_denominators :=
  repeat match goal with
  | |- context [_ / ?d] => known_nonzero d
  | |- context [/ ?d] => known_nonzero d
  end.

(** ** The normal form *)

Ltac as_exponentials :=
  unfold tan;
  rewrite ?tanh_half_exp, ?sinh_half_2, ?cosh_half_2, ?tanh_exp, ?sinh_exp, ?cosh_exp.

Ltac split_exponential :=
  repeat match goal with
  | |- context [E (?x + ?y)] => rewrite (E_plus x y)
  | |- context [E (?x - ?y)] => rewrite (E_minus x y)
  | |- context [E (- ?x)] => rewrite (E_opp x)
  | |- context [E (- ?x * ?y)] => rewrite (E_opp_mult x y)
  | |- context [E (?x * ?y * ?z)] => rewrite (Rmult_assoc x y z)
  | |- context [E (IZR (Zpos ?p) * ?x)] => rewrite (E_times p x)
  | |- context [E (IZR (Zneg ?p) * ?x)] => rewrite (E_times_opp p x)
  | |- context [E 0] => rewrite E_0
  | |- context [E (IZR (Zpos (xO ?p)))] => rewrite (E_number (xO p))
  | |- context [E (IZR (Zpos (xI ?p)))] => rewrite (E_number (xI p))
  | |- context [E (IZR (Zneg ?p))] => rewrite (E_number_opp p)
  | |- context [E (ln ?x)] => rewrite (E_ln x) by is_pos
  | K : ?a <> 0 |- context [E (g ?a)] => rewrite (E_g a K)
  end;
  cbv [Pos.to_nat Pos.iter_op Nat.add].

(** Exponentials, innermost first; their arguments as sums of monomials, by [simplify]. *)
Ltac split_exponentials simplify :=
  repeat (match goal with
  | |- context [exp ?a] =>
    lazymatch a with context [exp _] => fail | _ => idtac end;
    let b := fresh "b" in
    let K := fresh in
    evar (b : R);
    assert (K : a = b) by (unfold b; try simplify a; [reflexivity|..]; lra);
    unfold b in K; clear b;
    change (exp a) with (E a);
    let r := lazymatch type of K with _ = ?r => r end in
    first [ constr_eq a r | replace (E a) with (E r) by (now rewrite K) ]; clear K
  end; split_exponential).

Ltac nonzero_from_facts :=
  let H := fresh in
  intro H;
  match goal with
  | K : ?d <> 0 |- _ =>
    apply K;
    first [ lra | rewrite H; ring | field_simplify_eq; [ lra | trivial_conditions ] ]
  end
with trivial_conditions :=
  repeat match goal with |- _ /\ _ => split end;
  first [ assumption | apply monomial_exp_neq0 | lra ].

Ltac atoms_positive :=
  repeat match goal with
  | |- context [E ?a] =>
    lazymatch goal with _ : 0 < E a |- _ => fail | _ => assert (0 < E a) by apply monomial_exp_pos end
  end.

Ltac condition :=
  first
  [ assumption | lra | apply monomial_exp_neq0 | apply pow_nonzero; condition
  | apply Rmult_integral_contrapositive_currified; condition
  | apply Rgt_not_eq; unfold Rgt; solve [repeat first
      [ apply Rplus_lt_0_compat | apply pow_lt | apply Rmult_lt_0_compat | apply monomial_exp_pos | lra ]]
  | nonzero_from_facts ].

Ltac conditions :=
  lazymatch goal with
  | |- _ /\ _ => split; conditions
  | |- True => exact I
  | |- _ => condition
  end.

(** Variables are multiples of others by the numbers that something is divided by, so that their fractions
    are monomials; those under a logarithm are exponentials. *)
Lemma multiple p x : exists y, x = IZR (Zpos p) * y.
Proof. exists (x / IZR (Zpos p)). field. now apply not_0_IZR. Qed.

Lemma exp_onto x : 0 < x -> exists y, x = exp y.
Proof. intros H. exists (ln x). now rewrite exp_ln. Qed.

(** Marks. *)
Definition divided_by (p : positive) (x : R) : Prop := True.
Definition denominator_seen (p : positive) : Prop := True.

Ltac divide_variables p :=
  repeat match goal with
  | x : R |- _ =>
    lazymatch goal with _ : divided_by p x |- _ => fail | _ => idtac end;
    let y := fresh x in
    destruct (multiple p x) as [y ->]; assert (divided_by p y) by exact I
  end;
  repeat match goal with H : divided_by _ _ |- _ => clear H end.

Ltac rename_variables :=
  repeat match goal with
  | |- context [ln ?x] => is_var x; let y := fresh x in destruct (exp_onto x ltac:(is_pos)) as [y ->]
  end;
  rewrite ?ln_exp;
  repeat match goal with
  | |- context [_ / IZR (Zpos ?p)] =>
    lazymatch p with xH => fail | _ => idtac end;
    lazymatch goal with _ : denominator_seen p |- _ => fail | _ => idtac end;
    assert (denominator_seen p) by exact I; divide_variables p
  end.

Ltac with_exponentials_by simplify :=
  remove_singular;
  simplify_arguments;
  collect_denominators;
  repeat match goal with
  | K : ?d <> 0 |- _ =>
    lazymatch d with
    | context [exp _] => idtac | context [sinh _] => idtac | context [cosh _] => idtac
    | context [tanh _] => idtac
    end; revert K
  end;
  as_exponentials;
  split_exponentials simplify;
  intros;
  atoms_positive;
  first [ ring | field; conditions ].

Ltac by_ring a := ring_simplify a.
Ltac by_field a := field_simplify a.

(** Logarithms whose arguments turn out to be exponentials. *)
Ltac logarithms_of_exponentials :=
  repeat match goal with
  | |- context [ln ?a] =>
    lazymatch a with context [ln _] => fail | _ => idtac end;
    let K := fresh in
    eassert (K : a = exp _)
      by (first [reflexivity | field_simplify a; [reflexivity | repeat split; is_nonzero ..]]);
    rewrite K, ln_exp; clear K
  end.

(** Arguments in which a variable cancels. *)
Ltac divides_by_variable a := match a with context [_ / ?d] => is_var d end.

Ltac cancel a :=
  divides_by_variable a;
  let b := fresh "b" in
  let K := fresh in
  evar (b : R);
  assert (K : a = b)
    by (unfold b; field_simplify a; [reflexivity | repeat split; is_nonzero ..]);
  unfold b in K; clear b;
  let r := lazymatch type of K with _ = ?r => r end in
  tryif divides_by_variable r then fail else (rewrite K; clear K).

Ltac cancel_arguments :=
  repeat match goal with
  | |- context [langevin ?a] => cancel a
  | |- context [langevin' ?a] => cancel a
  | |- context [langevin'' ?a] => cancel a
  | |- context [g ?a] => cancel a
  | |- context [expm1_over_x ?a] => cancel a
  | |- context [exp ?a] => cancel a
  | |- context [- ?x * (1 / ?y)] => is_var y; rewrite (Ropp_mult_distr_l_reverse x (1 / y))
  | |- context [?x * (1 / ?y)] => is_var y; cancel (x * (1 / y))
  end.

Ltac by_exponentials :=
  unfold Rpower;
  simplify_arguments;
  cancel_arguments;
  solve [ with_exponentials_by by_ring
        | rename_variables; logarithms_of_exponentials; with_exponentials_by by_field ].

Ltac is_defined :=
  lazymatch goal with
  | |- _ /\ _ => split; is_defined
  | |- True => exact I
  | |- 0 < _ => is_pos
  | |- _ > 0 => unfold Rgt; is_pos
  | |- _ => is_nonzero
  end.

Ltac identity := cbv beta; real_equation; solve
  [ ring | field; is_defined | autorewrite with values; lra | by_exponentials ].
