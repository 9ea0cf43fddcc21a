(** * Values and gradients of programs over boxes

    Expressions in several variables are coq-interval's programs: lists of operations, equal subterms
    computed once.  [gradient] encloses the value of a program and its partial derivatives in all
    variables over a box, by one pass of forward differentiation.  [partial_correct] says so.

    Values are extended reals: [Xnan] stands for undefined.  Everything is generic in the interval
    arithmetic [I], an implementation of coq-interval's signature. *)

From Coq Require Import Reals List ZArith Bool Lia.
From Interval Require Import Eval.Prog Eval.Tree Eval.Eval Interval.Interval Real.Xreal
  Real.Xreal_derive Float.Sig Float.Basic Tactics.Interval_helper.
Import ListNotations.

(** Coordinate [i] of a list replaced; nothing happens beyond its end. *)
Fixpoint put {A : Type} (i : nat) (a : A) (l : list A) : list A :=
  match i, l with
  | O, _ :: l => a :: l
  | S i, b :: l => b :: put i a l
  | _, [] => []
  end.

Lemma put_length A i (a : A) l : length (put i a l) = length l.
Proof. revert i. induction l as [|b l IH]; intros [|i]; simpl; auto. Qed.

Lemma put_nth A i (a d : A) l j :
  nth j (put i a l) d = if Nat.eqb j i && (j <? length l)%nat then a else nth j l d.
Proof.
  revert i j. induction l as [|b l IH]; intros [|i] [|j]; simpl; auto.
  - now rewrite andb_false_r.
  - rewrite IH. reflexivity.
Qed.

Lemma put_map A B (g : A -> B) i a l : map g (put i a l) = put i (g a) (map g l).
Proof. revert i. induction l as [|b l IH]; intros [|i]; simpl; f_equal; auto. Qed.

Lemma put_nth_self A i (d : A) l : put i (nth i l d) l = l.
Proof. revert i. induction l as [|b l IH]; intros [|i]; simpl; f_equal; auto. Qed.

Module Gradients (I : IntervalOps).

Module IT := IntervalTacticAux I.
Module BV := IT.A.BndValuator.
Module DV := IT.A.DiffValuator.

(** The value that a program computes, undefined where it is. *)
Definition xvalue (prog : list term) (v : list ExtendedR) : ExtendedR :=
  nth 0 (eval_ext prog v) Xnan.

Definition natural prec prog (X : list I.type) : I.type := nth 0 (BV.eval prec prog X) I.nai.

Lemma nai_contains r : contains (I.convert I.nai) r.
Proof. rewrite I.nai_correct. exact Logic.I. Qed.

(** ** Forward differentiation *)

(** A value and its partial derivatives. *)
Definition dual : Type := I.type * list I.type.

Fixpoint zip (g : I.type -> I.type -> I.type) (l m : list I.type) : list I.type :=
  match l, m with a :: l, b :: m => g a b :: zip g l m | _, _ => [] end.

Section Operations.

Variable prec : I.precision.

(** The derivatives are those of coq-interval's [diff_operations]; what they share is computed once. *)
Definition dual_unary (o : unary_op) (a : dual) : dual :=
  let (y, ds) := a in
  match o with
  | Neg => (I.neg y, map I.neg ds)
  | Abs => (I.abs y, match I.sign_strict y with
                     | Xgt => ds | Xlt => map I.neg ds | _ => map (fun _ => I.nai) ds end)
  | Inv => let w := I.inv prec y in let k := I.neg (I.sqr prec w) in
           (w, map (fun d => I.mul prec d k) ds)
  | Sqr => (I.sqr prec y, map (fun d => let w := I.mul prec d y in I.add prec w w) ds)
  | Sqrt => let w := I.sqrt prec y in let k := I.add prec w w in
            (w, map (fun d => I.div prec d k) ds)
  | Cos => let k := I.neg (I.sin prec y) in (I.cos prec y, map (fun d => I.mul prec d k) ds)
  | Sin => let k := I.cos prec y in (I.sin prec y, map (fun d => I.mul prec d k) ds)
  | Tan => let w := I.tan prec y in let k := I.add prec (I.fromZ prec 1) (I.sqr prec w) in
           (w, map (fun d => I.mul prec d k) ds)
  | Atan => let k := I.add prec (I.fromZ prec 1) (I.sqr prec y) in
            (I.atan prec y, map (fun d => I.div prec d k) ds)
  | Exp => let w := I.exp prec y in (w, map (fun d => I.mul prec d w) ds)
  | Ln => (I.ln prec y, match I.sign_strict y with
                        | Xgt => map (fun d => I.div prec d y) ds
                        | _ => map (fun _ => I.nai) ds end)
  | PowerInt n => let k := I.mul prec (I.fromZ prec n) (I.power_int prec y (n - 1)) in
                  (I.power_int prec y n, map (fun d => I.mul prec d k) ds)
  | _ => (unary (BV.operations prec) o y, map (fun _ => I.nai) ds)
  end.

Definition dual_binary (o : binary_op) (a b : dual) : dual :=
  let (x, ds) := a in
  let (y, es) := b in
  match o with
  | Add => (I.add prec x y, zip (I.add prec) ds es)
  | Sub => (I.sub prec x y, zip (I.sub prec) ds es)
  | Mul => (I.mul prec x y,
            zip (fun d e => I.add prec (I.mul prec d y) (I.mul prec e x)) ds es)
  | Div => let w := I.div prec x y in
           (w, zip (fun d e => I.div prec (I.sub prec d (I.mul prec e w)) y) ds es)
  end.

(** [constant] and [sign] are not used by programs. *)
Definition dual_operations : operations dual :=
  Build_operations (fun z => (I.fromZ prec z, [])) dual_unary dual_binary
    (fun a => I.sign_strict (fst a)).

End Operations.

(** The seeds: coordinate [i] of [X] has derivative 1 in variable [i], 0 in the others. *)
Definition seed_row (n i : nat) (X : list I.type) : list I.type :=
  map (fun j => I.mask (if Nat.eqb i j then I.fromZ_small 1 else I.zero) (nth j X I.nai)) (seq 0 n).

Definition seeds (n : nat) (X : list I.type) : list dual :=
  map (fun i => (nth i X I.nai, seed_row n i X)) (seq 0 (length X)).

(** The value and the derivatives in the first [n] variables, on the box [X]. *)
Definition gradient prec prog (n : nat) (X : list I.type) : dual :=
  nth 0 (eval_generic (I.nai, []) (dual_operations prec) prog (seeds n X)) (I.nai, []).

(** ** Soundness *)

(** [b] encloses [f] on [xi], and its entry [i] encloses the derivative of [f]. *)
Definition encloses (xi : interval) (i : nat) (f : ExtendedR -> ExtendedR) (b : dual) : Prop :=
  exists f', Xderive f f' /\
    (forall x, contains xi x -> contains (I.convert (fst b)) (f x)) /\
    (forall x, contains xi x -> contains (I.convert (nth i (snd b) I.nai)) (f' x)).

Lemma map_contains g l i r : contains (I.convert (g (nth i l I.nai))) r ->
  contains (I.convert (nth i (map g l) I.nai)) r.
Proof.
  intros H. destruct (le_lt_dec (length l) i) as [h|h].
  - rewrite nth_overflow by now rewrite map_length. apply nai_contains.
  - rewrite (nth_indep _ I.nai (g I.nai)) by now rewrite map_length. now rewrite map_nth.
Qed.

Lemma zip_contains g l m i r : contains (I.convert (g (nth i l I.nai) (nth i m I.nai))) r ->
  contains (I.convert (nth i (zip g l m) I.nai)) r.
Proof.
  revert l m. induction i as [|i IH]; intros [|a l] [|b m] H;
    try apply nai_contains; [exact H|now apply IH].
Qed.

Lemma unary_contains prec o y r : contains (I.convert y) r ->
  contains (I.convert (unary (BV.operations prec) o y)) (unary ext_operations o r).
Proof.
  intros H. apply (BV.eval_correct_aux prec [Unary o 0] [y] [r]) with (n := 0%nat).
  intros [|[|n]]; try exact H; apply nai_contains.
Qed.

Lemma binary_contains prec o y z r s : contains (I.convert y) r -> contains (I.convert z) s ->
  contains (I.convert (binary (BV.operations prec) o y z)) (binary ext_operations o r s).
Proof.
  intros H K. apply (BV.eval_correct_aux prec [Binary o 0 1] [y; z] [r; s]) with (n := 0%nat).
  intros [|[|[|n]]]; try exact H; try exact K; apply nai_contains.
Qed.

Lemma dual_unary_value prec o a : fst (dual_unary prec o a) = unary (BV.operations prec) o (fst a).
Proof. destruct a as [y ds], o; reflexivity. Qed.

Lemma dual_unary_derivative prec o y ds i r :
  contains (I.convert (snd (unary (DV.diff_operations _ (BV.operations prec)) o
    (y, nth i ds I.nai)))) r ->
  contains (I.convert (nth i (snd (dual_unary prec o (y, ds))) I.nai)) r.
Proof.
  intros H. destruct o; simpl in *; try (destruct (I.sign_strict y));
    try exact H; apply map_contains; try exact H; apply nai_contains.
Qed.

Lemma dual_binary_value prec o a b :
  fst (dual_binary prec o a b) = binary (BV.operations prec) o (fst a) (fst b).
Proof. destruct a as [y ds], b as [z es], o; reflexivity. Qed.

Lemma dual_binary_derivative prec o x ds y es i r :
  contains (I.convert (snd (binary (DV.diff_operations _ (BV.operations prec)) o
    (x, nth i ds I.nai) (y, nth i es I.nai)))) r ->
  contains (I.convert (nth i (snd (dual_binary prec o (x, ds) (y, es))) I.nai)) r.
Proof. intros H. destruct o; simpl in *; apply zip_contains; exact H. Qed.

Lemma encloses_unary prec xi i o f b : encloses xi i f b ->
  encloses xi i (fun x => unary ext_operations o (f x)) (dual_unary prec o b).
Proof.
  intros [f' [Hd [Hv Hg]]]. destruct b as [y ds].
  exists (fun x => snd (unary (DV.diff_operations _ ext_operations) o (f x, f' x))).
  repeat split.
  - intros x. now apply DV.unary_diff_correct.
  - intros x Hx. rewrite dual_unary_value. apply unary_contains. now apply Hv.
  - intros x Hx. apply dual_unary_derivative.
    now apply (DV.unary_diff_bnd_correct prec o f f' y (nth i ds I.nai) xi Hv Hg).
Qed.

Lemma encloses_binary prec xi i o f1 f2 b1 b2 : encloses xi i f1 b1 -> encloses xi i f2 b2 ->
  encloses xi i (fun x => binary ext_operations o (f1 x) (f2 x)) (dual_binary prec o b1 b2).
Proof.
  intros [f1' [Hd1 [Hv1 Hg1]]] [f2' [Hd2 [Hv2 Hg2]]]. destruct b1 as [y ds], b2 as [z es].
  exists (fun x => snd (binary (DV.diff_operations _ ext_operations) o
    (f1 x, f1' x) (f2 x, f2' x))).
  repeat split.
  - intros x. now apply DV.binary_diff_correct.
  - intros x Hx. rewrite dual_binary_value. apply binary_contains; [now apply Hv1|now apply Hv2].
  - intros x Hx. apply dual_binary_derivative.
    now apply (DV.binary_diff_bnd_correct prec o f1 f2 f1' f2' y z
      (nth i ds I.nai) (nth i es I.nai) xi Hv1 Hv2 Hg1 Hg2).
Qed.

Lemma encloses_ext xi i f g b : (forall x, f x = g x) -> encloses xi i f b -> encloses xi i g b.
Proof.
  intros E [f' [Hd [Hv Hg]]]. exists f'. repeat split.
  - intros x. apply (Xderive_pt_eq_fun f); [intros; symmetry; apply E|apply Hd].
  - intros x Hx. rewrite <- E. now apply Hv.
  - exact Hg.
Qed.

(** The environment in which variable [i] is free and the others have the values [v]. *)
Definition free (i : nat) (v : list R) (x : ExtendedR) : list ExtendedR := put i x (map Xreal v).

Lemma seeds_nth n X j : nth j (seeds n X) (I.nai, []) =
  if (j <? length X)%nat then (nth j X I.nai, seed_row n j X) else (I.nai, []).
Proof.
  unfold seeds. destruct (Nat.ltb_spec j (length X)) as [h|h].
  - rewrite (nth_indep _ _ (nth 0 X I.nai, seed_row n 0 X)) by now rewrite map_length, seq_length.
    rewrite (map_nth (fun i => (nth i X I.nai, seed_row n i X)) (seq 0 (length X)) 0%nat j).
    now rewrite seq_nth.
  - apply nth_overflow. now rewrite map_length, seq_length.
Qed.

Lemma seed_row_contains n j X i r : contains (I.convert
    (I.mask (if Nat.eqb j i then I.fromZ_small 1 else I.zero) (nth i X I.nai))) r ->
  contains (I.convert (nth i (seed_row n j X) I.nai)) r.
Proof.
  intros H. destruct (le_lt_dec n i) as [h|h].
  - rewrite nth_overflow; [apply nai_contains|]. unfold seed_row. now rewrite map_length, seq_length.
  - unfold seed_row. set (g := fun k => I.mask (if Nat.eqb j k then _ else _) _).
    rewrite (nth_indep _ I.nai (g 0%nat)) by now rewrite map_length, seq_length.
    rewrite map_nth, seq_nth by assumption. exact H.
Qed.

Lemma one_contains : contains (I.convert (I.fromZ_small 1)) (Xreal 1).
Proof. now apply I.fromZ_small_correct. Qed.

Lemma zero_contains : contains (I.convert I.zero) (Xreal 0).
Proof. rewrite I.zero_correct. simpl. split; apply Rle_refl. Qed.

Lemma encloses_seed n X v i j : IT.A.contains_all X v ->
  encloses (I.convert (nth i X I.nai)) i (fun x => nth j (free i v x) Xnan)
    (nth j (seeds n X) (I.nai, [])).
Proof.
  intros [Hl Hc]. rewrite seeds_nth. unfold free.
  destruct (Nat.ltb_spec j (length X)) as [h|h].
  - destruct (Nat.eqb_spec j i) as [->|Hne].
    + apply (encloses_ext _ _ (fun x => x)).
      { intros x. rewrite put_nth, Nat.eqb_refl, map_length, <- Hl.
        apply Nat.ltb_lt in h. now rewrite h. }
      exists (fun x => Xmask (Xreal 1) x). repeat split; cbn [fst snd].
      * intros x. apply Xderive_pt_identity.
      * now intros x Hx.
      * intros x Hx. apply seed_row_contains. rewrite Nat.eqb_refl.
        apply I.mask_correct; [apply one_contains|exact Hx].
    + apply (encloses_ext _ _ (fun _ => Xreal (nth j v 0%R))).
      { intros x. rewrite put_nth. apply Nat.eqb_neq in Hne. rewrite Hne. cbn [andb].
        rewrite (nth_indep _ Xnan (Xreal 0)) by (rewrite map_length, <- Hl; exact h).
        now rewrite map_nth. }
      exists (fun x => Xmask (Xreal 0) x). repeat split; cbn [fst snd].
      * intros x. apply Xderive_pt_constant.
      * intros x Hx. apply Hc.
      * intros x Hx. apply seed_row_contains. apply Nat.eqb_neq in Hne. rewrite Hne.
        apply I.mask_correct; [apply zero_contains|exact Hx].
  - exists (fun _ => Xnan). repeat split; intros; try (apply nai_contains);
      [|simpl; destruct i; apply nai_contains].
    intros x. apply (Xderive_pt_eq_fun (fun _ => Xnan)); [|now destruct x].
    intros y. apply nth_overflow. rewrite put_length, map_length, <- Hl. exact h.
Qed.

(** As a function of variable [i] alone, on the box: enclosed, and differentiable with the enclosed
    derivative wherever that is a number. *)
Theorem partial_correct prec prog n X v i : IT.A.contains_all X v ->
  encloses (I.convert (nth i X I.nai)) i (fun x => xvalue prog (free i v x))
    (gradient prec prog n X).
Proof.
  intros H. unfold xvalue, gradient, eval_ext.
  apply (eval_inductive_prop_fun ExtendedR dual
    (encloses (I.convert (nth i X I.nai)) i) Xnan (I.nai, []) ext_operations (dual_operations prec)).
  - intros f g E b. now apply encloses_ext.
  - exists (fun _ => Xnan). repeat split; intros; try apply nai_contains;
      [|simpl; destruct i; apply nai_contains]. intros x. now destruct x.
  - intros o f b. apply encloses_unary.
  - intros o f1 f2 b1 b2. apply encloses_binary.
  - intros j. now apply encloses_seed.
Qed.

(** The value of a program at a point of the box. *)
Theorem natural_correct prec prog X v : IT.A.contains_all X v ->
  contains (I.convert (natural prec prog X)) (xvalue prog (map Xreal v)).
Proof. intros H. now apply BV.eval_correct. Qed.

Theorem gradient_value prec prog n X v : IT.A.contains_all X v ->
  contains (I.convert (fst (gradient prec prog n X))) (xvalue prog (map Xreal v)).
Proof.
  intros H. destruct (partial_correct prec prog n X v 0 H) as [_ [_ [Hv _]]].
  specialize (Hv (Xreal (nth 0 v 0%R)) (proj2 H 0%nat)). unfold free in Hv.
  rewrite <- put_map, put_nth_self in Hv. exact Hv.
Qed.

End Gradients.
