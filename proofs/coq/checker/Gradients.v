(** * Values and gradients of programs over boxes

    Expressions in several variables are coq-interval's programs: lists of operations, equal subterms
    computed once.  They may use further variables, each the value of a function of Specials.v at an
    expression in the variables before it.  [gradient] encloses the value of such a program and its
    partial derivatives in all variables over a box, by one pass of forward differentiation:
    [partial_correct].

    Values are extended reals: [Xnan] stands for undefined.  Everything is generic in the interval
    arithmetic [I], an implementation of coq-interval's signature. *)

From Coq Require Import Reals List ZArith Bool Lia Lra.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Eval.Prog Eval.Tree Eval.Eval Interval.Interval Real.Xreal
  Real.Xreal_derive Float.Sig Float.Basic Tactics.Interval_helper.
From DlnCert.checker Require Import Specials.
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

(** ** Programs with auxiliary variables *)

(** The list [v] with the auxiliary variables at its end; [f] computes one of them from those before. *)
Fixpoint extended {C A : Type} (f : special -> C -> list A -> A) (auxiliaries : list (special * C))
    (v : list A) : list A :=
  match auxiliaries with
  | [] => v
  | (s, c) :: l => extended f l (v ++ [f s c v])
  end.

Record program : Set := Program { auxiliaries : list (special * list term); body : list term }.

(** The value that a program computes, undefined where it is. *)
Definition xspecial (s : special) (c : list term) (v : list ExtendedR) : ExtendedR :=
  Xlift (special_value s) (nth 0 (eval_ext c v) Xnan).

Definition xvalue (prog : program) (v : list ExtendedR) : ExtendedR :=
  nth 0 (eval_ext (body prog) (extended xspecial (auxiliaries prog) v)) Xnan.

(** The same for real numbers, with arbitrary values where it is undefined. *)
Definition rspecial (s : special) (c : list term) (v : list R) : R :=
  special_value s (nth 0 (eval_real c v) 0%R).

Definition rvalue (prog : program) (v : list R) : R :=
  nth 0 (eval_real (body prog) (extended rspecial (auxiliaries prog) v)) 0%R.

(** The two agree where the first is defined. *)
Definition agrees (x : ExtendedR) (r : R) : Prop := x = Xnan \/ x = Xreal r.

Lemma agrees_unary o x r : agrees x r -> agrees (unary ext_operations o x) (unary real_operations o r).
Proof.
  intros [->| ->]; [left; now destruct o|].
  pattern (unary real_operations o r). set (E := unary ext_operations o (Xreal r)).
  apply (xreal_to_real (fun x => x = E) (fun r => agrees E r)) with (prog := [Unary o 0])
    (terms := [r]) (n := 0%nat); [now left|intros; now right|reflexivity].
Qed.

Lemma agrees_binary o x r y s : agrees x r -> agrees y s ->
  agrees (binary ext_operations o x y) (binary real_operations o r s).
Proof.
  intros [->| ->]; [left; now destruct o|]. intros [->| ->]; [left; now destruct o|].
  set (E := binary ext_operations o (Xreal r) (Xreal s)).
  apply (xreal_to_real (fun x => x = E) (fun r => agrees E r)) with (prog := [Binary o 0 1])
    (terms := [r; s]) (n := 0%nat); [now left|intros; now right|reflexivity].
Qed.

Definition all_agree (x : list ExtendedR) (r : list R) : Prop :=
  length x = length r /\ forall j, agrees (nth j x Xnan) (nth j r 0%R).

Lemma agrees_eval c x r : all_agree x r ->
  agrees (nth 0 (eval_ext c x) Xnan) (nth 0 (eval_real c r) 0%R).
Proof.
  intros [_ H]. apply (eval_inductive_prop ExtendedR R agrees); [now left|apply agrees_unary| |exact H].
  intros o a1 a2 b1 b2. apply agrees_binary.
Qed.

Lemma nth_snoc A (l : list A) a d j :
  nth j (l ++ [a]) d = if (j <? length l)%nat then nth j l d else if Nat.eqb j (length l) then a else d.
Proof.
  destruct (Nat.ltb_spec j (length l)); [now apply app_nth1|]. rewrite app_nth2 by assumption.
  destruct (Nat.eqb_spec j (length l)) as [->|]; [now rewrite Nat.sub_diag|].
  apply nth_overflow. simpl. lia.
Qed.

Lemma snoc_length A (l : list A) a : length (l ++ [a]) = S (length l).
Proof. rewrite app_length. simpl. lia. Qed.

Lemma agrees_extended l : forall x r, all_agree x r ->
  all_agree (extended xspecial l x) (extended rspecial l r).
Proof.
  induction l as [|[s c] l IH]; intros x r H; [exact H|]. cbn [extended]. apply IH.
  assert (K : agrees (xspecial s c x) (rspecial s c r)).
  { unfold xspecial, rspecial. destruct (agrees_eval c x r H) as [->| ->]; [now left|now right]. }
  destruct H as [El H]. split; [now rewrite !snoc_length, El|].
  intros j. rewrite !nth_snoc, El. destruct (j <? length r)%nat; [apply H|].
  destruct (Nat.eqb j (length r)); [exact K|now left].
Qed.

Lemma agrees_value prog v : agrees (xvalue prog (map Xreal v)) (rvalue prog v).
Proof.
  apply agrees_eval, agrees_extended. split; [apply map_length|]. intros j.
  destruct (Nat.ltb_spec j (length v)) as [h|h].
  - right. rewrite (nth_indep _ Xnan (Xreal 0)) by now rewrite map_length. apply map_nth.
  - left. apply nth_overflow. now rewrite map_length.
Qed.

(** ** The chain rule for functions that are differentiable everywhere *)

Lemma locally_defined f r y d : f (Xreal r) = Xreal y ->
  (forall v, derivable_pt_lim (proj_fun v f) r d) -> locally r (fun t => exists z, f (Xreal t) = Xreal z).
Proof.
  intros E H.
  assert (C : forall v, locally r (fun t => Rabs (proj_fun v f t - y) < 1/2)%R).
  { intros v. assert (Hc : continuous (proj_fun v f) r).
    { apply (ex_derive_continuous (V := R_NormedModule)). exists d. now apply is_derive_Reals. }
    apply (Hc (fun z => Rabs (z - y) < 1/2)%R). unfold proj_fun. rewrite E.
    exists (mkposreal (1/2) ltac:(lra)). intros z Hz. exact Hz. }
  generalize (filter_and _ _ (C 0%R) (C 1%R)). apply filter_imp. intros t [H0 H1]. unfold proj_fun in *.
  destruct (f (Xreal t)) as [|z]; [|now exists z]. exfalso.
  apply Rabs_def2 in H0. apply Rabs_def2 in H1. lra.
Qed.

Lemma Xderive_pt_total (phi phi' : R -> R) f x d : (forall u, is_derive phi u (phi' u)) ->
  Xderive_pt f x d -> Xderive_pt (fun x => Xlift phi (f x)) x (Xmul d (Xlift phi' (f x))).
Proof.
  intros Hp. destruct x as [|r], d as [|d]; simpl; try easy.
  destruct (f (Xreal r)) as [|y] eqn:E; [easy|]. intros H v.
  apply is_derive_Reals. apply (is_derive_ext_loc (fun t => phi (proj_fun 0 f t))).
  - generalize (locally_defined f r y d E H). apply filter_imp. intros t [z Hz].
    unfold proj_fun. now rewrite Hz.
  - assert (Ey : proj_fun 0 f r = y) by (unfold proj_fun; now rewrite E).
    apply (is_derive_comp phi (proj_fun 0 f)); [rewrite Ey; apply Hp|now apply is_derive_Reals].
Qed.

Module Gradients (I : IntervalOps).

Module IT := IntervalTacticAux I.
Module BV := IT.A.BndValuator.
Module DV := IT.A.DiffValuator.
Module Sp := Specials I.

(** Enclosures of the auxiliary variables and of the value of a program. *)
Definition ispecial prec (s : special) (c : list term) (X : list I.type) : I.type :=
  Sp.special_enclose prec s (nth 0 (BV.eval prec c X) I.nai).

Definition natural prec prog (X : list I.type) : I.type :=
  nth 0 (BV.eval prec (body prog) (extended (ispecial prec) (auxiliaries prog) X)) I.nai.

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

Definition dual_special (s : special) (a : dual) : dual :=
  let (y, ds) := a in
  (Sp.special_enclose prec s y,
   match next s with
   | Some t => let k := Sp.special_enclose prec t y in map (fun d => I.mul prec d k) ds
   | None => map (fun _ => I.nai) ds
   end).

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

Definition dspecial prec (s : special) (c : list term) (D : list dual) : dual :=
  dual_special prec s (nth 0 (eval_generic (I.nai, []) (dual_operations prec) c D) (I.nai, [])).

(** The value and the derivatives in the first [n] variables, on the box [X]. *)
Definition gradient prec prog (n : nat) (X : list I.type) : dual :=
  nth 0 (eval_generic (I.nai, []) (dual_operations prec) (body prog)
           (extended (dspecial prec) (auxiliaries prog) (seeds n X))) (I.nai, []).

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

(** What the seeds have is handed on to the auxiliary variables and to the value. *)
Definition enclosed xi i (E : ExtendedR -> list ExtendedR) (D : list dual) : Prop :=
  (forall x, length (E x) = length D) /\
  forall j, encloses xi i (fun x => nth j (E x) Xnan) (nth j D (I.nai, [])).

Lemma encloses_nan xi i : encloses xi i (fun _ => Xnan) (I.nai, []).
Proof.
  exists (fun _ => Xnan). repeat split; [now intros [|x]|intros; apply nai_contains|].
  intros. simpl. destruct i; apply nai_contains.
Qed.

Lemma encloses_eval prec xi i c E D : enclosed xi i E D ->
  encloses xi i (fun x => nth 0 (eval_ext c (E x)) Xnan)
    (nth 0 (eval_generic (I.nai, []) (dual_operations prec) c D) (I.nai, [])).
Proof.
  intros [_ H]. unfold eval_ext.
  apply (eval_inductive_prop_fun ExtendedR dual (encloses xi i) Xnan (I.nai, []) ext_operations
    (dual_operations prec)).
  - intros f h e b. now apply encloses_ext.
  - apply encloses_nan.
  - intros o f b. apply encloses_unary.
  - intros o f1 f2 b1 b2. apply encloses_binary.
  - exact H.
Qed.

Lemma encloses_special prec xi i s f b : encloses xi i f b ->
  encloses xi i (fun x => Xlift (special_value s) (f x)) (dual_special prec s b).
Proof.
  intros [f' [Hd [Hv Hg]]]. destruct b as [y ds]. cbn [fst snd] in *. unfold dual_special.
  assert (Hy : forall x, contains xi x ->
    contains (I.convert (Sp.special_enclose prec s y)) (Xlift (special_value s) (f x)))
    by (intros; now apply Sp.special_correct, Hv).
  destruct (next s) as [t|] eqn:En.
  - exists (fun x => Xmul (f' x) (Xlift (special_value t) (f x))). repeat split; [|exact Hy|].
    + intros x. apply Xderive_pt_total; [intros u; now apply is_derive_special|apply Hd].
    + intros x Hx. apply map_contains. apply I.mul_correct; [now apply Hg|].
      now apply Sp.special_correct, Hv.
  - exists (fun _ => Xnan). repeat split; [now intros [|x]|exact Hy|].
    intros x Hx. apply map_contains, nai_contains.
Qed.

Lemma enclosed_extended prec xi i l : forall E D, enclosed xi i E D ->
  enclosed xi i (fun x => extended xspecial l (E x)) (extended (dspecial prec) l D).
Proof.
  induction l as [|[s c] l IH]; intros E D H; [exact H|]. cbn [extended].
  apply (IH (fun x => E x ++ [xspecial s c (E x)])).
  assert (K : encloses xi i (fun x => xspecial s c (E x)) (dspecial prec s c D))
    by (apply encloses_special; now apply encloses_eval).
  destruct H as [El H]. split; [intros; now rewrite !snoc_length, El|].
  intros j. apply (encloses_ext _ _ (fun x => if (j <? length D)%nat then nth j (E x) Xnan
    else if Nat.eqb j (length D) then xspecial s c (E x) else Xnan)).
  { intros x. now rewrite nth_snoc, El. }
  rewrite nth_snoc. destruct (j <? length D)%nat; [apply H|].
  destruct (Nat.eqb j (length D)); [exact K|apply encloses_nan].
Qed.

Lemma enclosed_seeds n X v i : IT.A.contains_all X v ->
  enclosed (I.convert (nth i X I.nai)) i (free i v) (seeds n X).
Proof.
  intros H. split; [|intros j; now apply encloses_seed]. intros x. unfold free, seeds.
  rewrite put_length, !map_length, seq_length. symmetry. apply H.
Qed.

(** As a function of variable [i] alone, on the box: enclosed, and differentiable with the enclosed
    derivative wherever that is a number. *)
Theorem partial_correct prec prog n X v i : IT.A.contains_all X v ->
  encloses (I.convert (nth i X I.nai)) i (fun x => xvalue prog (free i v x))
    (gradient prec prog n X).
Proof.
  intros H. apply (encloses_eval prec _ i (body prog)
    (fun x => extended xspecial (auxiliaries prog) (free i v x))).
  now apply enclosed_extended, enclosed_seeds.
Qed.

(** The value of a program at a point of the box. *)
Definition contained (X : list I.type) (v : list ExtendedR) : Prop :=
  length X = length v /\ forall j, contains (I.convert (nth j X I.nai)) (nth j v Xnan).

Lemma contained_extended prec l : forall X v, contained X v ->
  contained (extended (ispecial prec) l X) (extended xspecial l v).
Proof.
  induction l as [|[s c] l IH]; intros X v H; [exact H|]. cbn [extended]. apply IH.
  assert (K : contains (I.convert (ispecial prec s c X)) (xspecial s c v))
    by (apply Sp.special_correct, BV.eval_correct_aux, H).
  destruct H as [El H]. split; [now rewrite !snoc_length, El|].
  intros j. rewrite !nth_snoc, El. destruct (j <? length v)%nat; [apply H|].
  destruct (Nat.eqb j (length v)); [exact K|apply nai_contains].
Qed.

Theorem natural_correct prec prog X v : IT.A.contains_all X v ->
  contains (I.convert (natural prec prog X)) (xvalue prog (map Xreal v)).
Proof.
  intros [El H]. apply BV.eval_correct_aux. apply contained_extended.
  split; [now rewrite map_length|]. intros j.
  destruct (Nat.ltb_spec j (length v)) as [h|h].
  - rewrite (nth_indep _ Xnan (Xreal 0)) by now rewrite map_length. rewrite map_nth. apply H.
  - rewrite nth_overflow by (rewrite El; exact h). apply nai_contains.
Qed.

Theorem gradient_value prec prog n X v : IT.A.contains_all X v ->
  contains (I.convert (fst (gradient prec prog n X))) (xvalue prog (map Xreal v)).
Proof.
  intros H. destruct (partial_correct prec prog n X v 0 H) as [_ [_ [Hv _]]].
  specialize (Hv (Xreal (nth 0 v 0%R)) (proj2 H 0%nat)). unfold free in Hv.
  rewrite <- put_map, put_nth_self in Hv. exact Hv.
Qed.

End Gradients.
