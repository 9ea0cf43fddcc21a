(** * Tactics for the steps of exported proofs

    What the files written by [dlncert export] use besides [subdivide]: each step of a certificate is a lemma
    whose proof applies the rule of theory/Goals.v that belongs to it.  The tactics below close what a rule
    leaves over: identities between real expressions, derivatives, and that what is written is defined. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Export Coquelicot.
From Interval Require Import Tactic.
From DlnCert.theory Require Import Definitions Hyperbolic Langevin LangevinBounds Core.
From DlnCert.theory Require Export Goals.
From DlnCert.checker Require Import Claims.
Open Scope R_scope.

(** ** What is defined *)

Ltac is_positive := solve
  [ lra | apply exp_pos | apply cosh_pos | apply PI_RGT_0 | apply sinh_pos; lra
  | apply Rmult_lt_0_compat; is_positive | apply pow_lt; is_positive
  | apply Rinv_0_lt_compat; is_positive | apply Rdiv_lt_0_compat; is_positive
  | apply sqrt_lt_R0; is_positive | nra | interval ].

Ltac is_nonzero :=
  lazymatch goal with
  | |- exp _ <> 0 => apply Rgt_not_eq, exp_pos
  | |- PI <> 0 => apply PI_neq0
  | |- cosh _ <> 0 => apply Rgt_not_eq, cosh_pos
  | |- sinh _ <> 0 => apply sinh_neq0; is_nonzero
  | |- sqrt _ <> 0 => apply Rgt_not_eq, sqrt_lt_R0; is_positive
  | |- _ * _ <> 0 => apply Rmult_integral_contrapositive_currified; is_nonzero
  | |- _ ^ _ <> 0 => apply pow_nonzero; is_nonzero
  | |- / _ <> 0 => apply Rinv_neq_0_compat; is_nonzero
  | |- _ => first [ lra | nra | interval | apply Rgt_not_eq; is_positive ]
  end.

Ltac is_defined :=
  lazymatch goal with
  | |- _ /\ _ => split; is_defined
  | |- True => exact I
  | |- 0 < _ => is_positive
  | |- _ > 0 => is_positive
  | |- _ => is_nonzero
  end.

Ltac is_nonnegative := solve
  [ lra | apply Rlt_le; is_positive | apply sqrt_pos | apply Rabs_pos | apply pow2_ge_0
  | apply Rmult_le_pos; is_nonnegative | apply Rplus_le_le_0_compat; is_nonnegative
  | apply pow_le; is_nonnegative | nra ].

(** A tree of one leaf: where the enclosure fails at an end that does not belong to the box, by signs. *)
Ltac by_sign :=
  lazymatch goal with |- 0 < _ => is_positive | |- _ => is_nonnegative end.

Tactic Notation "leaf" uconstr(g) uconstr(f) uconstr(box) uconstr(words) uconstr(cuts) uconstr(v) :=
  solve [ refine (proves_sound g f box words cuts _ v _); [vm_compute; reflexivity|in_box] | by_sign ].

(** ** Identities *)

Global Hint Rewrite Rmult_0_r Rmult_0_l Rplus_0_l Rplus_0_r Rminus_0_r Ropp_0 Rmult_1_l Rmult_1_r
  exp_0 ln_1 sin_0 cos_0 sinh_0 cosh_0 tanh_0 atan_0 sqrt_0 sqrt_1 langevin_0 langevin'_0 g_0 : values.

Ltac ring_or_field := solve [ ring | field; is_defined ].

(** Functions in terms of [exp] and [ln]; arguments as sums of terms. *)
Ltac in_exponentials :=
  unfold tanh, tan, sinh, cosh, Rpower; rewrite ?exp_Ropp, ?exp_plus, ?exp_Ropp.

(** Depth 2: the half angle. *)
Lemma langevin_half u : langevin u = 1/2 * langevin (1/2 * u) + 1/2 * tanh (u/2).
Proof. generalize (I3_half u). unfold m. lra. Qed.

Lemma langevin'_half u : langevin' u = 1/4 * langevin' (1/2 * u) + 1/4 * (1 - tanh (u/2)^2).
Proof.
  generalize (I1_half u) (I3_half u). unfold Delta. intros H E. rewrite E in H. unfold k in H.
  replace ((1/2)^2) with (1/4) in H by field. nra.
Qed.

Ltac half_angle :=
  match goal with
  | |- context [langevin (1 / 2 * ?u)] => rewrite (langevin_half u), ?(langevin'_half u)
  end.

Ltac identity := cbv beta; real_equation; solve
  [ ring_or_field | half_angle; ring_or_field | unfold tan, Rpower; autorewrite with values; ring_or_field
  | in_exponentials; ring_or_field | autorewrite with values; lra ].

(** [E : 0 < e] or [E : 0 <= e] closes the same for what is identical to [e]. *)
Ltac conclude E :=
  first [ exact E
        | match type of E with
          | _ ?e => match goal with |- _ ?f => replace f with e by identity; exact E end
          end ].

(** The equation [E : l = r] closes [0 <= q * (l - r)]. *)
Lemma multiple_of_zero q l r : l = r -> 0 <= q * (l - r).
Proof. intros ->. rewrite Rminus_diag_eq by reflexivity. lra. Qed.

(** ** Derivatives *)

Global Instance UnaryDiff_langevin : UnaryDiff langevin :=
  Build_UnaryDiff langevin langevin' is_derive_langevin.
Global Instance UnaryDiff_langevin' : UnaryDiff langevin' :=
  Build_UnaryDiff langevin' langevin'' is_derive_langevin'.
Global Instance UnaryDiff_g : UnaryDiff g := Build_UnaryDiff g langevin is_derive_g.

Ltac derivative :=
  unfold tanh, tan, Rpower; auto_derive; [is_defined|identity].

(** ** Monotone: the variants of [rule_monotone], one theorem each; [df] is the slope that is positive *)

Section Monotone.

Variables (f df : R -> R).

Section Lower.

Variables (a x : R).
Hypothesis Hx : a < x.
Hypothesis Hf : forall t, a <= t <= x -> is_derive f t (df t).

Theorem lower_slope : 0 <= f a -> (forall t, a < t < x -> 0 < df t) -> 0 < f x.
Proof. apply (rule_monotone f df a x Hx Hf). Qed.

Theorem lower_end : 0 < f a -> (forall t, a < t < x -> 0 <= df t) -> 0 < f x.
Proof. apply (rule_monotone f df a x Hx Hf). Qed.

Theorem lower_weak : 0 <= f a -> (forall t, a < t < x -> 0 <= df t) -> 0 <= f x.
Proof. apply (rule_monotone f df a x Hx Hf). Qed.

End Lower.

Section Upper.

Variables (b x : R).
Hypothesis Hx : x < b.
Hypothesis Hf : forall t, x <= t <= b -> is_derive f t (- df t).

Lemma minus_minus t : - - df t = df t.
Proof. ring. Qed.

Theorem upper_slope : 0 <= f b -> (forall t, x < t < b -> 0 < df t) -> 0 < f x.
Proof.
  intros H K. destruct (rule_monotone_upper f (fun t => - df t) b x Hx Hf) as [R _].
  apply R; [exact H|]. intros t Ht. rewrite minus_minus. now apply K.
Qed.

Theorem upper_end : 0 < f b -> (forall t, x < t < b -> 0 <= df t) -> 0 < f x.
Proof.
  intros H K. destruct (rule_monotone_upper f (fun t => - df t) b x Hx Hf) as [_ [R _]].
  apply R; [exact H|]. intros t Ht. rewrite minus_minus. now apply K.
Qed.

Theorem upper_weak : 0 <= f b -> (forall t, x < t < b -> 0 <= df t) -> 0 <= f x.
Proof.
  intros H K. destruct (rule_monotone_upper f (fun t => - df t) b x Hx Hf) as [_ [_ R]].
  apply R; [exact H|]. intros t Ht. rewrite minus_minus. now apply K.
Qed.

End Upper.

End Monotone.

(** ** Premises of the lemmas *)

Ltac premises := try assumption; try lra.
