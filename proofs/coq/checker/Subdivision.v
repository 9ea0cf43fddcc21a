(** * A checker for proofs by subdivision, and its soundness

    The claim: an expression in several variables is positive, or nonnegative, on a box with rational
    or infinite ends.  The proof: a tree of cuts whose leaves say by which of three forms the sign is
    to be seen.  [check] decides whether the tree proves the claim; it computes with the interval
    arithmetic [I].  [check_sound]: where it returns [true], the claim holds over the reals.

    The leaves, as in the rule [subdivide] of dlncert, but for Taylor's and [d]:
    - [Natural]: operation by operation;
    - [Mean_value]: [f c + sum_i G_i (X_i - c_i)], one variable after the other, [G] the gradient on the
      box; a variable in which [f] is monotone is moved to its end instead;
    - [Monotone]: the natural form after the variables in which [f] is monotone are moved to their ends,
      or the mean value form. *)

From Coq Require Import Reals List ZArith Bool Lia Lra.
From Interval Require Import Eval.Prog Eval.Tree Eval.Eval Interval.Interval Real.Xreal
  Real.Xreal_derive Float.Sig Float.Basic Tactics.Interval_helper.
From DlnCert.checker Require Import Specials Gradients.
Import ListNotations.
Open Scope R_scope.

(** ** The claim *)

(** A rational number, and a closed range; [None] is an infinite end. *)
Record rational : Set := Rational { numerator : Z; denominator : positive }.
Record range : Set := Range { lower_end : option rational; upper_end : option rational }.

Definition real_of (q : rational) : R := IZR (numerator q) / IZR (Zpos (denominator q)).

Definition in_range (r : range) (x : R) : Prop :=
  match lower_end r with Some a => real_of a <= x | None => True end /\
  match upper_end r with Some b => x <= real_of b | None => True end.

Fixpoint in_box (box : list range) (v : list R) : Prop :=
  match box, v with
  | [], [] => True
  | r :: box, x :: v => in_range r x /\ in_box box v
  | _, _ => False
  end.

(** A function of the variables: of them, of [constants], and of auxiliary variables, each the value of
    a special function at an expression in what comes before it. *)
Record func : Set := Func { constants : list expr; specials : list (special * expr); main : expr }.

Definition special_of (s : special) (e : expr) (v : list R) : R := special_value s (eval e v).

Definition value (f : func) (v : list R) : R :=
  eval (main f) (extended special_of (specials f) (v ++ map (fun c => eval c nil) (constants f))).

(** What is to be shown of a value. *)
Inductive goal : Set := Positive | Nonnegative.

Definition holds (g : goal) (x : R) : Prop := match g with Positive => 0 < x | Nonnegative => 0 <= x end.

(** ** The proof *)

Inductive form : Set := Natural | Mean_value | Monotone.

(** A leaf with its precision in bits; a cut of a variable in the middle, or at a rational point. *)
Inductive tree : Set :=
  | Leaf (f : form) (bits : positive)
  | Half (variable : nat) (low high : tree)
  | Cut (variable : nat) (at_point : rational) (low high : tree).

(** ** Programs *)

(** Constants are variables, so that no expression contains one. *)
Definition compile_expr (e : expr) (n : nat) : option (list term) :=
  match extract e n with Eprog p [] => Some p | _ => None end.

Fixpoint compile_specials (l : list (special * expr)) (n : nat) : option (list (special * list term)) :=
  match l with
  | [] => Some []
  | (s, e) :: l =>
    match compile_expr e n, compile_specials l (S n) with
    | Some p, Some ps => Some ((s, p) :: ps)
    | _, _ => None
    end
  end.

Definition compile (f : func) (n : nat) : option program :=
  let m := (n + length (constants f))%nat in
  match compile_specials (specials f) m, compile_expr (main f) (m + length (specials f)) with
  | Some l, Some p => Some (Program l p)
  | _, _ => None
  end.

Lemma compile_expr_correct e v p : compile_expr e (length v) = Some p ->
  nth 0 (eval_real p v) 0 = eval e v.
Proof.
  unfold compile_expr. generalize (extract_correct e v).
  destruct (extract e (length v)) as [|q [|c l]]; try discriminate. intros <- H. injection H as <-.
  unfold eval_real'. now rewrite app_nil_r.
Qed.

Lemma compile_specials_correct l : forall v ps, compile_specials l (length v) = Some ps ->
  extended rspecial ps v = extended special_of l v /\ length ps = length l.
Proof.
  induction l as [|[s e] l IH]; intros v ps H; cbn [compile_specials] in H; [now injection H as <-|].
  destruct (compile_expr e (length v)) as [p|] eqn:Ep; [|discriminate].
  destruct (compile_specials l (S (length v))) as [qs|] eqn:Eq; [|discriminate]. injection H as <-.
  apply compile_expr_correct in Ep. cbn [extended length].
  assert (E : rspecial s p v = special_of s e v) by (unfold rspecial, special_of; now rewrite Ep).
  rewrite E. destruct (IH (v ++ [special_of s e v]) qs) as [E1 E2]; [now rewrite snoc_length|].
  split; [exact E1|]. now rewrite E2.
Qed.

Lemma extended_length C A (f : special -> C -> list A -> A) l : forall v,
  length (extended f l v) = (length v + length l)%nat.
Proof.
  induction l as [|[s c] l IH]; intros v; [simpl; lia|]. cbn [extended length].
  rewrite IH, snoc_length. lia.
Qed.

Lemma compile_correct f v prog : compile f (length v) = Some prog ->
  rvalue prog (v ++ map (fun c => eval c nil) (constants f)) = value f v.
Proof.
  unfold compile. set (w := v ++ _). intros H.
  replace (length v + length (constants f))%nat with (length w) in H
    by (unfold w; now rewrite app_length, map_length).
  destruct (compile_specials (specials f) (length w)) as [l|] eqn:El; [|discriminate].
  destruct (compile_expr (main f) _) as [p|] eqn:Ep; [|discriminate]. injection H as <-.
  apply compile_specials_correct in El. destruct El as [E1 E2]. unfold rvalue, value. cbn [auxiliaries body].
  fold w. rewrite <- E1. apply compile_expr_correct. now rewrite extended_length, E2.
Qed.

(** ** Trees over boxes with rational ends *)

Definition reduced_rational (p : Z) (q : positive) : rational :=
  let '(_, (a, b)) := Z.ggcd p (Zpos q) in
  match b with Zpos d => if (a * Zpos q =? p * b)%Z then Rational a d else Rational p q
             | _ => Rational p q end.

Definition middle (a b : rational) : rational :=
  reduced_rational (numerator a * Zpos (denominator b) + numerator b * Zpos (denominator a))
    (xO (denominator a * denominator b)).

Definition range_middle (r : range) : rational :=
  match r with Range (Some a) (Some b) => middle a b | _ => Rational 0 1 end.

Definition whole_range : range := Range None None.

(** The two parts of a box below and above [q] in variable [i]. *)
Definition below (i : nat) (q : rational) (box : list range) : list range :=
  put i (Range (lower_end (nth i box whole_range)) (Some q)) box.
Definition above (i : nat) (q : rational) (box : list range) : list range :=
  put i (Range (Some q) (upper_end (nth i box whole_range))) box.

(** Every leaf passes on its box. *)
Fixpoint check_tree (leaf : form -> positive -> list range -> bool) (t : tree) (box : list range) : bool :=
  match t with
  | Leaf f bits => leaf f bits box
  | Half i low high =>
    let q := range_middle (nth i box whole_range) in
    if check_tree leaf low (below i q box) then check_tree leaf high (above i q box) else false
  | Cut i q low high =>
    if check_tree leaf low (below i q box) then check_tree leaf high (above i q box) else false
  end.

Lemma in_box_length box v : in_box box v -> length box = length v.
Proof.
  revert v. induction box as [|r box IH]; intros [|x v]; simpl; try easy. intros [_ H]. f_equal. auto.
Qed.

Lemma in_box_put box v i r : in_box box v -> in_range r (nth i v 0) -> in_box (put i r box) v.
Proof.
  revert v i. induction box as [|s box IH]; intros [|x v] [|i] H Hr; try easy;
    destruct H as [H1 H2]; split; auto.
Qed.

Lemma in_box_nth box v i : in_box box v -> in_range (nth i box whole_range) (nth i v 0).
Proof.
  revert v i. induction box as [|s box IH]; intros [|x v] [|i] H; try easy; try (now split).
  - apply H.
  - exact (IH v i (proj2 H)).
Qed.

(** The parts cover the box, wherever the cut is. *)
Lemma cut_covers box v i q : in_box box v -> in_box (below i q box) v \/ in_box (above i q box) v.
Proof.
  intros H. destruct (in_box_nth box v i H) as [Hl Hu].
  destruct (Rle_lt_dec (nth i v 0) (real_of q)); [left|right];
    apply in_box_put; auto; split; simpl; auto; lra.
Qed.

Theorem check_tree_sound leaf n (P : list R -> Prop) t :
  (forall f bits box v, length box = n -> leaf f bits box = true -> in_box box v -> P v) ->
  forall box v, length box = n -> check_tree leaf t box = true -> in_box box v -> P v.
Proof.
  intros Hleaf.
  assert (Hcut : forall i q box v low high, length box = n ->
    (if check_tree leaf low (below i q box) then check_tree leaf high (above i q box) else false) = true ->
    (forall box v, length box = n -> check_tree leaf low box = true -> in_box box v -> P v) ->
    (forall box v, length box = n -> check_tree leaf high box = true -> in_box box v -> P v) ->
    in_box box v -> P v).
  { intros i q box v low high Hn H Hlow Hhigh Hv.
    destruct (check_tree leaf low _) eqn:E; [|discriminate].
    destruct (cut_covers box v i q Hv) as [K|K]; [apply (Hlow _ v) in E|apply (Hhigh _ v) in H]; auto;
      unfold below, above; now rewrite put_length. }
  induction t as [f bits|i low IHl high IHh|i q low IHl high IHh]; intros box v Hn H Hv;
    cbn [check_tree] in H; [now apply (Hleaf f bits box)|now apply (Hcut _ _ _ _ _ _ Hn H)..].
Qed.

Module Subdivision (I : IntervalOps).

Module Export G := Gradients I.

(** ** The checker *)

Definition shows (g : goal) (X : I.type) : bool :=
  match g with
  | Positive => match I.sign_strict X with Xgt => true | _ => false end
  | Nonnegative => match I.sign_large X with Xgt | Xeq => true | _ => false end
  end.

(** To which end, if any, a variable with range [X] and derivative [G] moves. *)
Definition monotone_end (G X : I.type) : option I.F.type :=
  match I.sign_large G with
  | Xgt | Xeq => if I.lower_bounded X then Some (I.lower X) else None
  | Xlt => if I.upper_bounded X then Some (I.upper X) else None
  | Xund => None
  end.

(** From the variables [i], [i + 1], ...: the box on which the natural form is taken, and the enclosure
    of what is added to it. *)
Fixpoint reduce prec (mean : bool) (i : nat) (gs : list I.type) (Y : list I.type) (rest : I.type)
    : list I.type * I.type :=
  match gs with
  | [] => (Y, rest)
  | G :: gs =>
    let X := nth i Y I.nai in
    match monotone_end G X with
    | Some a => reduce prec mean (S i) gs (put i (I.singleton a) Y) rest
    | None =>
      if mean && I.real G then
        let M := I.singleton (I.midpoint X) in
        reduce prec mean (S i) gs (put i M Y) (I.add prec rest (I.mul prec G (I.sub prec X M)))
      else reduce prec mean (S i) gs Y rest
    end
  end.

Definition refined prec prog (mean : bool) (gs X : list I.type) : I.type :=
  let (Y, rest) := reduce prec mean 0 gs X I.zero in I.add prec (natural prec prog Y) rest.

(** [n] variables; the rest of [X] are constants. *)
Definition check_leaf (precision : positive -> I.precision) g prog n f bits (X : list I.type) : bool :=
  let prec := precision bits in
  match f with
  | Natural => shows g (natural prec prog X)
  | Mean_value => let (y, gs) := gradient prec prog n X in
                  if shows g y then true else shows g (refined prec prog true gs X)
  | Monotone => let (_, gs) := gradient prec prog n X in
                if shows g (refined prec prog false gs X) then true else shows g (refined prec prog true gs X)
  end.

Definition point (prec : I.precision) (q : rational) : I.type :=
  I.div prec (I.fromZ prec (numerator q)) (I.fromZ prec (Zpos (denominator q))).

Definition range_interval (prec : I.precision) (r : range) : I.type :=
  I.meet match lower_end r with Some a => I.upper_extent (point prec a) | None => I.whole end
         match upper_end r with Some b => I.lower_extent (point prec b) | None => I.whole end.

(** At several precisions, one after the other: most leaves have slack, and need few bits. *)
Definition try_leaf precision g prog n f (several : list positive) (X : list I.type) : bool :=
  existsb (fun bits => check_leaf precision g prog n f bits X) several.

(** Enclosures that are wider here than where the tree was made: a leaf is halved in its variables in
    turn, [fuel] times at most. *)
Fixpoint try_halves precision g prog n f several (fuel v : nat) (X : list I.type) : bool :=
  if try_leaf precision g prog n f several X then true else
  match fuel with
  | O => false
  | S fuel =>
    let (a, b) := I.bisect (nth v X I.nai) in
    let w := if (S v <? n)%nat then S v else O in
    if try_halves precision g prog n f several fuel w (put v a X)
    then try_halves precision g prog n f several fuel w (put v b X) else false
  end.

(** A leaf of the tree, on a box with rational ends; [constants] are enclosed already. *)
Definition check_box precision g prog constants fuel f several (box : list range) : bool :=
  try_halves precision g prog (length box) f several fuel O
    (map (range_interval (precision 128%positive)) box ++ constants).

Definition enclosed_constants (precision : positive -> I.precision) (f : func) : list I.type :=
  map (IT.T.eval_bnd (precision 128%positive)) (constants f).

(** ** Soundness *)

Definition xholds (g : goal) (r : ExtendedR) : Prop := exists x, r = Xreal x /\ holds g x.

Lemma shows_correct g X r : shows g X = true -> contains (I.convert X) r -> xholds g r.
Proof.
  unfold shows, xholds. destruct g; intros H Hr.
  - generalize (I.sign_strict_correct X). destruct (I.sign_strict X); try discriminate.
    intros K. destruct (K r Hr) as [E Hp]. now exists (proj_val r).
  - generalize (I.sign_large_correct X). destruct (I.sign_large X); try discriminate; intros K.
    + exists 0. split; [now apply K|apply Rle_refl].
    + destruct (K r Hr) as [E Hp]. now exists (proj_val r).
Qed.

Lemma xholds_le g r x y : xholds g (Xadd r (Xreal x)) -> x <= y -> xholds g (Xadd r (Xreal y)).
Proof.
  destruct r as [|r]; intros [z [E Hz]] H; [discriminate|]. injection E as <-.
  exists (r + y). split; [reflexivity|]. destruct g; simpl in *; lra.
Qed.

Lemma contains_put i X Y v x : IT.A.contains_all X v -> contains (I.convert Y) (Xreal x) ->
  IT.A.contains_all (put i Y X) (put i x v).
Proof.
  intros [Hl Hc] Hx. split; [now rewrite !put_length|]. intros j. rewrite !put_nth, <- Hl.
  destruct (Nat.eqb j i && (j <? length X)%nat); [exact Hx|apply Hc].
Qed.

Lemma contains_put_self i X Y v : IT.A.contains_all X v ->
  contains (I.convert Y) (Xreal (nth i v 0)) -> IT.A.contains_all (put i Y X) v.
Proof. intros H Hx. rewrite <- (put_nth_self _ i 0 v). now apply contains_put. Qed.

(** The mean value theorem in variable [i]. *)
Lemma mean_value prec prog n X v i x m : IT.A.contains_all X v ->
  let G := nth i (snd (gradient prec prog n X)) I.nai in
  I.real G = true -> contains (I.convert (nth i X I.nai)) (Xreal x) ->
  contains (I.convert (nth i X I.nai)) (Xreal m) ->
  exists d, contains (I.convert G) (Xreal d) /\
    xvalue prog (free i v (Xreal x)) = Xadd (xvalue prog (free i v (Xreal m))) (Xreal (d * (x - m))).
Proof.
  intros H G HG Hx Hm. destruct (partial_correct prec prog n X v i H) as [f' [Hd [_ Hg]]].
  fold G in Hg. rewrite I.real_correct in HG.
  destruct (Xderive_MVT _ _ Hd _ (contains_connected (I.convert (nth i X I.nai)))) with (m := m) (x := x)
    as [c [Hc E]]; try assumption.
  - intros y Hy E. specialize (Hg _ Hy). rewrite E in Hg. now destruct (I.convert G).
  - specialize (Hg _ Hc). rewrite E. destruct (f' (Xreal c)) as [|d].
    + now destruct (I.convert G).
    + exists d. now split.
Qed.

Lemma monotone_end_real G X a : monotone_end G X = Some a -> I.real G = true.
Proof.
  unfold monotone_end. generalize (I.sign_large_correct G). rewrite I.real_correct.
  destruct (I.sign_large G), (I.convert G); try reflexivity; try discriminate; intros K.
  - discriminate (K Xnan Logic.I).
  - now destruct (K Xnan Logic.I).
  - now destruct (K Xnan Logic.I).
Qed.

(** Moving to the end goes down. *)
Lemma monotone_end_correct G X a : monotone_end G X = Some a -> forall x,
  contains (I.convert X) (Xreal x) -> exists m, contains (I.convert (I.singleton a)) (Xreal m) /\
    contains (I.convert X) (Xreal m) /\
    forall d, contains (I.convert G) (Xreal d) -> 0 <= d * (x - m).
Proof.
  unfold monotone_end. intros H x Hx. generalize (I.sign_large_correct G).
  destruct (I.sign_large G); try discriminate; intros K.
  - destruct (I.lower_bounded X) eqn:E; [|discriminate]. injection H as <-.
    destruct (Sp.lower_end_has X x Hx E) as [m [H1 [H2 H3]]]. exists m. repeat split; auto.
    intros d Hd. specialize (K _ Hd). injection K as ->. lra.
  - destruct (I.upper_bounded X) eqn:E; [|discriminate]. injection H as <-.
    destruct (Sp.upper_end_has X x Hx E) as [m [H1 [H2 H3]]]. exists m. repeat split; auto.
    intros d Hd. destruct (K _ Hd) as [_ Hs]. simpl in Hs.
    replace (d * (x - m)) with ((- d) * (m - x)) by ring. apply Rmult_le_pos; lra.
  - destruct (I.lower_bounded X) eqn:E; [|discriminate]. injection H as <-.
    destruct (Sp.lower_end_has X x Hx E) as [m [H1 [H2 H3]]]. exists m. repeat split; auto.
    intros d Hd. destruct (K _ Hd) as [_ Hs]. simpl in Hs. apply Rmult_le_pos; lra.
Qed.

Lemma free_put i v x m : free i (put i m v) (Xreal x) = free i v (Xreal x).
Proof.
  unfold free. rewrite put_map. revert i. induction v as [|y v IH]; intros [|i]; simpl; f_equal; auto.
Qed.

Lemma free_self i v : free i v (Xreal (nth i v 0)) = map Xreal v.
Proof. unfold free. now rewrite <- put_map, put_nth_self. Qed.

Lemma free_map i v m : free i v (Xreal m) = map Xreal (put i m v).
Proof. unfold free. now rewrite put_map. Qed.

(** What [reduce] keeps: the sign at a point [w] of [Y], with the rest added, gives that at [v]. *)
Definition reduced g prog (X : list I.type) (v : list R) (Y : list I.type) (rest : I.type) : Prop :=
  exists w r, IT.A.contains_all X w /\ IT.A.contains_all Y w /\ contains (I.convert rest) (Xreal r) /\
    (xholds g (Xadd (xvalue prog (map Xreal w)) (Xreal r)) -> xholds g (xvalue prog (map Xreal v))).

Lemma Xadd_real r x y : Xadd (Xadd r (Xreal x)) (Xreal y) = Xadd r (Xreal (x + y)).
Proof. destruct r as [|r]; [reflexivity|]. simpl. f_equal. ring. Qed.

Section Reduce.

Variables (g : goal) (prec : I.precision) (prog : program) (n : nat) (X : list I.type) (v : list R).

(** Variable [i] of [w] is moved to [m], which [M] contains. *)
Lemma reduced_move i Y rest' w r m M : let G := nth i (snd (gradient prec prog n X)) I.nai in
  I.real G = true -> IT.A.contains_all X w -> IT.A.contains_all Y w ->
  contains (I.convert (nth i X I.nai)) (Xreal m) -> contains (I.convert M) (Xreal m) ->
  (xholds g (Xadd (xvalue prog (map Xreal w)) (Xreal r)) -> xholds g (xvalue prog (map Xreal v))) ->
  (forall d, contains (I.convert G) (Xreal d) ->
     exists r', contains (I.convert rest') (Xreal r') /\ r' <= r + d * (nth i w 0 - m)) ->
  reduced g prog X v (put i M Y) rest'.
Proof.
  intros G HG HX HY HmX HmM Hgoal Hd.
  destruct (mean_value prec prog n X w i (nth i w 0) m HX HG (proj2 HX i) HmX) as [d [Gd E]].
  destruct (Hd d Gd) as [r' [Hr' Hle]]. rewrite free_self, free_map in E.
  exists (put i m w), r'. repeat split.
  - rewrite put_length. apply HX.
  - intros j. rewrite put_nth. destruct (Nat.eqb_spec j i) as [->|]; [|apply HX].
    destruct (i <? length w)%nat; [exact HmX|apply HX].
  - rewrite !put_length. apply HY.
  - apply (contains_put i Y M w m HY HmM).
  - exact Hr'.
  - intros H. apply Hgoal. rewrite E, Xadd_real. apply xholds_le with (1 := H). lra.
Qed.

Lemma reduce_correct mean gs : forall i Y rest,
  (forall j, nth j gs I.nai = nth (i + j) (snd (gradient prec prog n X)) I.nai) ->
  (forall j, (i <= j)%nat -> nth j Y I.nai = nth j X I.nai) -> reduced g prog X v Y rest ->
  let (Y', rest') := reduce prec mean i gs Y rest in reduced g prog X v Y' rest'.
Proof.
  induction gs as [|G gs IH]; intros i Y rest Hgs HYX H; [exact H|].
  assert (EG := Hgs 0%nat). rewrite Nat.add_0_r in EG. cbn [nth] in EG.
  assert (Hgs' : forall j, nth j gs I.nai = nth (S i + j) (snd (gradient prec prog n X)) I.nai).
  { intros j. specialize (Hgs (S j)). cbn [nth] in Hgs. rewrite Hgs. f_equal. lia. }
  assert (HYX' : forall M j, (S i <= j)%nat -> nth j (put i M Y) I.nai = nth j X I.nai).
  { intros M j Hj. rewrite put_nth. destruct (Nat.eqb_spec j i); [lia|]. apply HYX. lia. }
  assert (EY := HYX i (le_n i)). cbn [reduce]. rewrite EY.
  destruct (monotone_end G (nth i X I.nai)) as [a|] eqn:Em.
  - apply IH; auto. destruct H as [w [r [HX [HY [Hr Hgoal]]]]].
    destruct (monotone_end_correct _ _ _ Em (nth i w 0) (proj2 HX i)) as [m [Hm1 [Hm2 Hd]]].
    apply (reduced_move i Y rest w r m); auto.
    + rewrite <- EG. now apply (monotone_end_real _ _ _ Em).
    + intros d Gd. rewrite <- EG in Gd. exists r. split; [exact Hr|]. specialize (Hd d Gd). lra.
  - destruct (mean && I.real G) eqn:Er; [|apply IH; auto; intros j Hj; apply HYX; lia].
    apply andb_prop in Er. destruct Er as [_ Er]. apply IH; auto.
    destruct H as [w [r [HX [HY [Hr Hgoal]]]]].
    set (M := I.singleton (I.midpoint (nth i X I.nai))).
    assert (Hw := proj2 HX i). destruct (I.midpoint_correct (nth i X I.nai)) as [Ex Hmid].
    { now exists (nth i w 0). }
    set (m := proj_val (I.F.convert (I.midpoint (nth i X I.nai)))) in *. rewrite Ex in Hmid.
    assert (HM : contains (I.convert M) (Xreal m)) by apply I.singleton_correct.
    apply (reduced_move i Y _ w r m); auto.
    + now rewrite <- EG.
    + intros d Gd. rewrite <- EG in Gd. exists (r + d * (nth i w 0 - m)). split; [|apply Rle_refl].
      apply (I.add_correct prec _ _ (Xreal r) (Xreal (d * (nth i w 0 - m)))); [exact Hr|].
      apply (I.mul_correct prec _ _ (Xreal d) (Xreal (nth i w 0 - m))); [exact Gd|].
      apply (I.sub_correct prec _ _ (Xreal (nth i w 0)) (Xreal m)); assumption.
Qed.

Lemma refined_correct mean : IT.A.contains_all X v ->
  shows g (refined prec prog mean (snd (gradient prec prog n X)) X) = true ->
  xholds g (xvalue prog (map Xreal v)).
Proof.
  intros HX. unfold refined.
  assert (H := reduce_correct mean (snd (gradient prec prog n X)) 0 X I.zero
    (fun j => eq_refl) (fun j _ => eq_refl)).
  destruct (reduce prec mean 0 _ X I.zero) as [Y rest]. intros Hs.
  destruct H as [w [r [_ [HY [Hr Hgoal]]]]].
  - exists v, 0. repeat split; try apply HX; [apply zero_contains|].
    intros [x [E Hx]]. destruct (xvalue prog (map Xreal v)) as [|y]; [discriminate|].
    injection E as <-. exists y. split; [reflexivity|]. now rewrite Rplus_0_r in Hx.
  - apply Hgoal, (shows_correct g _ _ Hs). apply I.add_correct; [|exact Hr]. now apply natural_correct.
Qed.

End Reduce.

Lemma check_leaf_correct precision g prog n f bits X v :
  check_leaf precision g prog n f bits X = true -> IT.A.contains_all X v ->
  xholds g (xvalue prog (map Xreal v)).
Proof.
  unfold check_leaf. intros H HX. destruct f.
  - apply (shows_correct g _ _ H). now apply natural_correct.
  - assert (K := refined_correct g (precision bits) prog n X v true HX).
    assert (V := gradient_value (precision bits) prog n X v HX).
    destruct (gradient (precision bits) prog n X) as [y gs]. cbn [fst snd] in *.
    destruct (shows g y) eqn:E; [now apply (shows_correct g y)|now apply K].
  - assert (K := refined_correct g (precision bits) prog n X v false HX).
    assert (L := refined_correct g (precision bits) prog n X v true HX).
    destruct (gradient (precision bits) prog n X) as [y gs]. cbn [snd] in *.
    destruct (shows g (refined (precision bits) prog false gs X)); [now apply K|now apply L].
Qed.

Lemma point_correct prec q : contains (I.convert (point prec q)) (Xreal (real_of q)).
Proof.
  assert (E : Xreal (real_of q) = Xdiv (Xreal (IZR (numerator q))) (Xreal (IZR (Zpos (denominator q))))).
  { unfold Xdiv, Xdiv'. destruct (is_zero_spec (IZR (Zpos (denominator q)))) as [E|]; [|reflexivity].
    now apply eq_IZR in E. }
  rewrite E. apply I.div_correct; apply I.fromZ_correct.
Qed.

Lemma try_halves_correct precision g prog n f several fuel : forall v X w,
  try_halves precision g prog n f several fuel v X = true -> IT.A.contains_all X w ->
  xholds g (xvalue prog (map Xreal w)).
Proof.
  assert (Hleaf : forall X w, try_leaf precision g prog n f several X = true -> IT.A.contains_all X w ->
    xholds g (xvalue prog (map Xreal w))).
  { intros X w H HX. apply existsb_exists in H. destruct H as [bits [_ H]].
    now apply (check_leaf_correct _ _ _ _ _ _ _ _ H). }
  induction fuel as [|fuel IH]; intros v X w H HX; cbn [try_halves] in H;
    destruct (try_leaf precision g prog n f several X) eqn:E; try discriminate.
  1-2: now apply (Hleaf X).
  destruct (I.bisect_correct _ _ (proj2 HX v)) as [Ha|Hb]; destruct (I.bisect (nth v X I.nai)) as [a b];
    cbn [fst snd] in *; destruct (try_halves precision g prog n f several fuel _ (put v a X)) eqn:El;
    try discriminate.
  - apply (IH _ _ _ El). now apply contains_put_self.
  - apply (IH _ _ _ H). now apply contains_put_self.
Qed.

Lemma range_interval_correct prec r x : in_range r x ->
  contains (I.convert (range_interval prec r)) (Xreal x).
Proof.
  intros [Hl Hu]. apply I.meet_correct.
  - destruct (lower_end r); [|apply I.whole_correct].
    now apply I.upper_extent_correct with (1 := point_correct prec r0).
  - destruct (upper_end r); [|apply I.whole_correct].
    now apply I.lower_extent_correct with (1 := point_correct prec r0).
Qed.

Lemma constants_correct prec l :
  IT.A.contains_all (map (IT.T.eval_bnd prec) l) (map (fun c => eval c nil) l).
Proof.
  induction l as [|c l IH]; cbn [map].
  - split; [reflexivity|]. intros [|i]; apply nai_contains.
  - apply IT.A.contains_all_cons; [exact IH|]. apply IT.T.eval_bnd_correct.
Qed.

Lemma box_correct prec box v constants : in_box box v ->
  IT.A.contains_all (map (range_interval prec) box ++ map (IT.T.eval_bnd prec) constants)
    (v ++ map (fun c => eval c nil) constants).
Proof.
  revert v. induction box as [|r box IH]; intros [|x v] H; simpl in H; try easy.
  - apply constants_correct.
  - cbn [map app]. apply IT.A.contains_all_cons; [now apply IH|]. now apply range_interval_correct.
Qed.

(** Where [check_box] returns [true], the function has the sign on the box. *)
Theorem check_box_sound precision g h prog fuel f several box v :
  compile h (length box) = Some prog ->
  check_box precision g prog (enclosed_constants precision h) fuel f several box = true ->
  in_box box v -> holds g (value h v).
Proof.
  intros E H Hv. rewrite (in_box_length _ _ Hv) in E. apply compile_correct in E. rewrite <- E.
  apply try_halves_correct with (w := v ++ map (fun c => eval c nil) (constants h)) in H;
    [|now apply box_correct].
  destruct H as [x [Ex Hx]]. destruct (agrees_value prog (v ++ map (fun c => eval c nil) (constants h)))
    as [K|K]; rewrite K in Ex; [discriminate|]. now injection Ex as ->.
Qed.

End Subdivision.
