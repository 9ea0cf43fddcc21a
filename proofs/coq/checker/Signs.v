(** * Signs of real expressions, by the signs of their parts

    Tactics for the files written by [dlncert export]: what is not zero, and what has a sign, because of the
    signs of its parts; linear arithmetic and interval arithmetic where the parts alone do not tell. *)

From Coq Require Import Reals Lra Psatz.
From Interval Require Import Tactic.
From DlnCert.theory Require Import Definitions Hyperbolic Langevin LangevinBounds.
Open Scope R_scope.

(** ** The rules of signs *)

Lemma minus_pos a b : 0 <= a -> b < 0 -> 0 < a - b.
Proof. lra. Qed.
Lemma minus_pos' a b : 0 < a -> b <= 0 -> 0 < a - b.
Proof. lra. Qed.
Lemma plus_pos a b : 0 <= a -> 0 < b -> 0 < a + b.
Proof. lra. Qed.
Lemma plus_pos' a b : 0 < a -> 0 <= b -> 0 < a + b.
Proof. lra. Qed.
Lemma minus_ge0 a b : 0 <= a -> b <= 0 -> 0 <= a - b.
Proof. lra. Qed.
Lemma opp_pos a : a < 0 -> 0 < - a.
Proof. lra. Qed.
Lemma opp_ge0 a : a <= 0 -> 0 <= - a.
Proof. lra. Qed.
Lemma neg_opp a : 0 < - a -> a < 0.
Proof. lra. Qed.
Lemma le0_opp a : 0 <= - a -> a <= 0.
Proof. lra. Qed.
Lemma opp_plus_pos a b : 0 < - a - b -> 0 < - (a + b).
Proof. lra. Qed.
Lemma opp_plus_ge0 a b : 0 <= - a - b -> 0 <= - (a + b).
Proof. lra. Qed.
Lemma opp_minus_pos a b : 0 < b - a -> 0 < - (a - b).
Proof. lra. Qed.
Lemma opp_minus_ge0 a b : 0 <= b - a -> 0 <= - (a - b).
Proof. lra. Qed.
Lemma opp_opp_pos a : 0 < a -> 0 < - - a.
Proof. lra. Qed.
Lemma opp_opp_ge0 a : 0 <= a -> 0 <= - - a.
Proof. lra. Qed.
Lemma mult_neg_neg a b : a < 0 -> b < 0 -> 0 < a * b.
Proof. nra. Qed.
Lemma mult_le0_le0 a b : a <= 0 -> b <= 0 -> 0 <= a * b.
Proof. nra. Qed.
Lemma opp_mult_pos a b : 0 < - a -> 0 < b -> 0 < - (a * b).
Proof. nra. Qed.
Lemma opp_mult_pos' a b : 0 < a -> 0 < - b -> 0 < - (a * b).
Proof. nra. Qed.
Lemma opp_mult_ge0 a b : 0 <= - a -> 0 <= b -> 0 <= - (a * b).
Proof. nra. Qed.
Lemma opp_mult_ge0' a b : 0 <= a -> 0 <= - b -> 0 <= - (a * b).
Proof. nra. Qed.
Lemma opp_div_pos a b : 0 < - a -> 0 < b -> 0 < - (a / b).
Proof. intros. replace (- (a / b)) with (- a / b) by (field; lra). now apply Rdiv_lt_0_compat. Qed.
Lemma div_ge0 a b : 0 <= a -> 0 < b -> 0 <= a / b.
Proof. intros. apply Rmult_le_pos; [|apply Rlt_le, Rinv_0_lt_compat]; assumption. Qed.
Lemma div_ge0' a b : 0 <= a -> 0 <= b -> 0 <= a / b.
Proof.
  intros Ha [Hb|<-]; [now apply div_ge0|]. unfold Rdiv. rewrite Rinv_0. lra.
Qed.
Lemma opp_div_ge0 a b : 0 <= - a -> 0 < b -> 0 <= - (a / b).
Proof. intros. replace (- (a / b)) with (- a / b) by (field; lra). now apply div_ge0. Qed.
Lemma even_pow_pos a n : a <> 0 -> 0 < a ^ (2 * n).
Proof. intros H. rewrite pow_mult. apply pow_lt. nra. Qed.
Lemma even_pow_ge0 a n : 0 <= a ^ (2 * n).
Proof. rewrite pow_mult. apply pow_le. nra. Qed.
Lemma sinh_ge0 u : 0 <= u -> 0 <= sinh u.
Proof. intros [H|<-]; [now apply Rlt_le, sinh_pos|]. rewrite sinh_0. lra. Qed.
Lemma tanh_pos u : 0 < u -> 0 < tanh u.
Proof. apply tanh_bounds. Qed.
Lemma tanh_ge0 u : 0 <= u -> 0 <= tanh u.
Proof. intros [H|<-]; [now apply Rlt_le, tanh_pos|]. rewrite tanh_0. lra. Qed.
Lemma tanh_lt_1 u : -1 < tanh u < 1.
Proof.
  assert (P := exp_pos u). assert (N := exp_pos (- u)). unfold tanh, sinh, cosh.
  replace ((exp u - exp (- u)) / 2 / ((exp u + exp (- u)) / 2))
    with ((exp u - exp (- u)) / (exp u + exp (- u))) by (field; lra).
  split; apply (Rmult_lt_reg_r (exp u + exp (- u))); try lra; unfold Rdiv;
    rewrite Rmult_assoc, Rinv_l; lra.
Qed.
Lemma one_minus_tanh_pos u : 0 < 1 - tanh u.
Proof. generalize (tanh_lt_1 u). lra. Qed.
Lemma one_plus_tanh_pos u : 0 < 1 + tanh u.
Proof. generalize (tanh_lt_1 u). lra. Qed.
Lemma one_minus_langevin_pos u : 0 < 1 - langevin u.
Proof. generalize (langevin_bounds u). lra. Qed.
Lemma one_plus_langevin_pos u : 0 < 1 + langevin u.
Proof. generalize (langevin_bounds u). lra. Qed.
Lemma langevin_pos u : 0 < u -> 0 < langevin u.
Proof.
  intros H. assert (K := tanh_lt_langevin u H). assert (P := tanh_pos u H). lra.
Qed.
Lemma exp_minus_1_pos u : 0 < u -> 0 < exp u - 1.
Proof. intros H. apply exp_increasing in H. rewrite exp_0 in H. lra. Qed.
Lemma one_minus_exp_pos u : u < 0 -> 0 < 1 - exp u.
Proof. intros H. apply exp_increasing in H. rewrite exp_0 in H. lra. Qed.
Lemma exp_minus_1_neq0 u : u <> 0 -> exp u - 1 <> 0.
Proof. intros H E. apply H, exp_inv. rewrite exp_0. lra. Qed.
Lemma Rpower_pos x y : 0 < Rpower x y.
Proof. apply exp_pos. Qed.
Lemma sqrt_neq0 x : 0 < x -> sqrt x <> 0.
Proof. intros H. now apply Rgt_not_eq, sqrt_lt_R0. Qed.

Lemma difference_neq0 a b : a - b <> 0 -> b - a <> 0.
Proof. lra. Qed.

(** ** The tactics *)

Ltac even_power n k :=
  let h := eval compute in (Nat.div2 n) in
  let e := eval compute in (Nat.even n) in
  lazymatch e with true => change n with (2 * h)%nat; k end.

Ltac linear := first [ assumption | lra ].

Ltac is_pos :=
  first
  [ linear
  | lazymatch goal with
    | |- 0 < exp _ => apply exp_pos
    | |- 0 < cosh _ => apply cosh_pos
    | |- 0 < Rpower _ _ => apply Rpower_pos
    | |- 0 < PI => apply PI_RGT_0
    | |- 0 < sinh _ => apply sinh_pos; is_pos
    | |- 0 < tanh _ => apply tanh_pos; is_pos
    | |- 0 < langevin _ => apply langevin_pos; is_pos
    | |- 0 < langevin' _ => apply langevin'_pos
    | |- 0 < expm1_over_x _ => apply expm1_over_x_pos
    | |- 0 < sqrt _ => apply sqrt_lt_R0; is_pos
    | |- 0 < / _ => apply Rinv_0_lt_compat; is_pos
    | |- 0 < _ ^ ?n => first [ apply pow_lt; is_pos | even_power n ltac:(apply even_pow_pos; is_nonzero) ]
    | |- 0 < _ * _ => first [ apply Rmult_lt_0_compat; is_pos | apply mult_neg_neg; is_neg ]
    | |- 0 < _ / _ => apply Rdiv_lt_0_compat; is_pos
    | |- 0 < 1 - tanh _ => apply one_minus_tanh_pos
    | |- 0 < 1 + tanh _ => apply one_plus_tanh_pos
    | |- 0 < 1 - langevin _ => apply one_minus_langevin_pos
    | |- 0 < 1 + langevin _ => apply one_plus_langevin_pos
    | |- 0 < _ + _ => first [ apply plus_pos; [is_nonneg|is_pos] | apply plus_pos'; [is_pos|is_nonneg] ]
    | |- 0 < exp _ - 1 => apply exp_minus_1_pos; is_pos
    | |- 0 < 1 - exp _ => apply one_minus_exp_pos; is_neg
    | |- 0 < _ - _ => first [ apply minus_pos; [is_nonneg|is_neg] | apply minus_pos'; [is_pos|is_nonpos] ]
    | |- 0 < - - _ => apply opp_opp_pos; is_pos
    | |- 0 < - (_ * _) => first [ apply opp_mult_pos; is_pos | apply opp_mult_pos'; is_pos ]
    | |- 0 < - (_ / _) => apply opp_div_pos; is_pos
    | |- 0 < - (_ + _) => apply opp_plus_pos; is_pos
    | |- 0 < - (_ - _) => apply opp_minus_pos; is_pos
    end
  | timeout 5 nra
  | interval with (i_prec 60) ]
with is_neg := first [ linear | apply neg_opp; is_pos ]
with is_nonpos := first [ linear | apply le0_opp; is_nonneg ]
with is_nonneg :=
  first
  [ linear
  | lazymatch goal with
    | |- 0 <= exp _ => apply Rlt_le, exp_pos
    | |- 0 <= cosh _ => apply Rlt_le, cosh_pos
    | |- 0 <= Rpower _ _ => apply Rlt_le, Rpower_pos
    | |- 0 <= expm1_over_x _ => apply Rlt_le, expm1_over_x_pos
    | |- 0 <= sqrt _ => apply sqrt_pos
    | |- 0 <= Rabs _ => apply Rabs_pos
    | |- 0 <= sinh _ => apply sinh_ge0; is_nonneg
    | |- 0 <= tanh _ => apply tanh_ge0; is_nonneg
    | |- 0 <= langevin _ => apply langevin_nonneg; is_nonneg
    | |- 0 <= _ ^ ?n => first [ even_power n ltac:(apply even_pow_ge0) | apply pow_le; is_nonneg ]
    | |- 0 <= _ * _ => first [ apply Rmult_le_pos; is_nonneg | apply mult_le0_le0; is_nonpos ]
    | |- 0 <= _ / _ => first [ apply div_ge0'; is_nonneg ]
    | |- 0 <= _ + _ => apply Rplus_le_le_0_compat; is_nonneg
    | |- 0 <= _ - _ => apply minus_ge0; [is_nonneg|is_nonpos]
    | |- 0 <= - - _ => apply opp_opp_ge0; is_nonneg
    | |- 0 <= - (_ * _) => first [ apply opp_mult_ge0; is_nonneg | apply opp_mult_ge0'; is_nonneg ]
    | |- 0 <= - (_ / _) => apply opp_div_ge0; [is_nonneg|is_pos]
    | |- 0 <= - (_ + _) => apply opp_plus_ge0; is_nonneg
    | |- 0 <= - (_ - _) => apply opp_minus_ge0; is_nonneg
    end
  | apply Rlt_le; is_pos
  | timeout 5 nra ]
with is_nonzero :=
  first
  [ assumption
  | match goal with K : ?b - ?a <> 0 |- ?a - ?b <> 0 => exact (difference_neq0 b a K) end
  | lazymatch goal with
    | |- exp _ <> 0 => apply Rgt_not_eq, exp_pos
    | |- PI <> 0 => apply PI_neq0
    | |- cosh _ <> 0 => apply Rgt_not_eq, cosh_pos
    | |- expm1_over_x _ <> 0 => apply Rgt_not_eq, expm1_over_x_pos
    | |- Rpower _ _ <> 0 => apply Rgt_not_eq, Rpower_pos
    | |- sinh _ <> 0 => apply sinh_neq0; is_nonzero
    | |- sqrt _ <> 0 => apply sqrt_neq0; is_pos
    | |- exp _ - 1 <> 0 => apply exp_minus_1_neq0; is_nonzero
    | |- _ * _ <> 0 => apply Rmult_integral_contrapositive_currified; is_nonzero
    | |- _ ^ _ <> 0 => apply pow_nonzero; is_nonzero
    | |- / _ <> 0 => apply Rinv_neq_0_compat; is_nonzero
    | |- - _ <> 0 => apply Ropp_neq_0_compat; is_nonzero
    end
  | lra
  | apply Rgt_not_eq; unfold Rgt; is_pos
  | apply Rlt_not_eq; is_neg
  | timeout 5 nra
  | interval with (i_prec 60) ].

(** A tree of one leaf where the enclosure fails, at an end that does not belong to the box. *)
Ltac by_sign := lazymatch goal with |- 0 < _ => is_pos | |- 0 <= _ => is_nonneg end.
