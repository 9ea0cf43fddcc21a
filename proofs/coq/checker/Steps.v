(** * Tactics for the steps of exported proofs

    What the files written by [dlncert export] use besides [subdivide]: each step of a certificate is a lemma
    whose proof applies the rule of theory/Goals.v that belongs to it.  The tactics below close what a rule
    leaves over: identities between real expressions, derivatives, and that what is written is defined. *)

From Coq Require Import Reals ZArith Lra Lia Psatz.
From Coquelicot Require Export Coquelicot.
From Interval Require Import Tactic.
From DlnCert.theory Require Import Definitions Hyperbolic Langevin LangevinBounds.
From DlnCert.theory Require Export Goals.
From DlnCert.checker Require Import Claims.
From DlnCert.checker Require Export Signs Identities.
Open Scope R_scope.

(** What is to be nonnegative is zero. *)
Ltac by_zero := apply Req_le_sym; identity.

Tactic Notation "leaf" uconstr(g) uconstr(f) uconstr(box) uconstr(words) uconstr(cuts) uconstr(v) :=
  solve [ refine (proves_sound g f box words cuts _ v _); [vm_compute; reflexivity|in_box] | by_sign | by_zero ].

(** A hypothesis at a point. *)
(** With integers of any size: the default would use the processor's numbers, and their axioms. *)
Ltac by_interval := interval with (i_prec 60).

Ltac at_point :=
  repeat match goal with |- _ /\ _ => split end;
  first [ lra | by_interval | apply Rle_ge; by_interval | apply Rlt_gt; by_interval ].

(** ** Identities *)

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
Global Instance UnaryDiff_expm1_over_x : UnaryDiff expm1_over_x :=
  Build_UnaryDiff expm1_over_x _ is_derive_expm1_over_x.
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

(** ** Changes of variable: every value is taken, and what is known of the new variable *)

Lemma onto_exp v : 0 < v -> exists w, v = exp w /\
  ((1 <= v -> 0 <= w) /\ (1 < v -> 0 < w) /\ (v <= 1 -> w <= 0) /\ (v < 1 -> w < 0)).
Proof.
  intros H. exists (ln v). rewrite exp_ln by assumption. split; [reflexivity|].
  destruct (rule_substitute_exp_range (ln v)) as [_ [H1 [H2 [H3 H4]]]].
  rewrite exp_ln in * by assumption. tauto.
Qed.

Lemma onto_log v : True -> exists w, v = ln w /\
  (0 < w /\ (0 <= v -> 1 <= w) /\ (0 < v -> 1 < w) /\ (v <= 0 -> w <= 1) /\ (v < 0 -> w < 1)).
Proof.
  intros _. exists (exp v). rewrite ln_exp. split; [reflexivity|].
  destruct (rule_substitute_exp_range v) as [H0 [H1 [H2 [H3 H4]]]]. tauto.
Qed.

Lemma onto_reciprocal v : 0 < v \/ v < 0 -> exists w, v = 1 / w /\ w * v = 1.
Proof. intros H. exists (1 / v). split; field; lra. Qed.

Lemma onto_power k v : 0 <= v -> exists w, v = w ^ S k /\
  (0 <= w /\ forall a, 0 <= a -> (a ^ S k <= v -> a <= w) /\ (a ^ S k < v -> a < w) /\
     (v <= a ^ S k -> w <= a) /\ (v < a ^ S k -> w < a)).
Proof.
  intros H. apply (rule_substitute_power (fun v => 0 <= v) (fun v => exists w, v = w ^ S k /\
    (0 <= w /\ forall a, 0 <= a -> (a ^ S k <= v -> a <= w) /\ (a ^ S k < v -> a < w) /\
     (v <= a ^ S k -> w <= a) /\ (v < a ^ S k -> w < a))) k); [auto| |exact H].
  intros t Ht _. exists t. split; [reflexivity|]. split; [exact Ht|]. intros a Ha.
  destruct (rule_substitute_power_range t a k Ht Ha) as [H1 [H2 [H3 H4]]]. tauto.
Qed.

Lemma onto_multiple x y : 0 < x -> exists t, y = x * t /\ ((0 <= y -> 0 <= t) /\ (0 < y -> 0 < t)).
Proof.
  intros H. exists (y / x). assert (Hi := Rinv_0_lt_compat x H). split; [field; lra|].
  unfold Rdiv. split; intros; [apply Rmult_le_pos|apply Rmult_lt_0_compat]; lra.
Qed.

(** A premise about the new variable; [E] says what the old one is. *)
Ltac change_premise E :=
  first
  [ assumption
  | rewrite <- E; assumption
  | lazymatch goal with |- _ /\ _ => split; change_premise E end
  | lra
  | repeat match goal with K : _ /\ _ |- _ => destruct K end;
    match goal with
    | K : _ -> _ |- _ => apply K; lra
    | K : forall a, _ -> _ |- ?a <= _ => apply (K a); lra
    | K : forall a, _ -> _ |- ?a < _ => apply (K a); lra
    | K : forall a, _ -> _ |- _ <= ?a => apply (K a); lra
    | K : forall a, _ -> _ |- _ < ?a => apply (K a); lra
    end
  | nra ].

(** From a hypothesis that is linear in the variable. *)
Ltac solved := first [ lra | nra ].

(** ** Integers: real numbers that are integers *)

Definition is_integer (x : R) : Prop := exists n : Z, x = IZR n.

Lemma integer_next x (a b : Z) : (a + 1 =? b)%Z = true -> is_integer x -> IZR a <= x ->
  x = IZR a \/ IZR b <= x.
Proof.
  intros E [n ->] H. apply Z.eqb_eq in E. apply le_IZR in H.
  destruct (Z.eq_dec n a) as [->|Hn]; [now left|right]. apply IZR_le. lia.
Qed.

(** ** Premises of the lemmas *)

Ltac premises := try assumption; try lra.
