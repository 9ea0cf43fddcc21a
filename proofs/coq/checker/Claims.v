(** * Proving claims about real functions by subdivision

    What the files written by [dlncert export] use.  They state a claim about real numbers; the tactic
    [subdivide] closes it: by [check_sound], from a computation of the kernel's virtual machine in which
    numbers are coq-interval's floating-point numbers over integers of any size.

    A tree of cuts is written as 63-bit words of 7 bytes, first byte lowest, in pre-order:
    - below 24: a leaf; its form is the remainder by 4 (0 natural, 1 mean value, 2 monotone), its
      precision is [64 * 2^(quotient by 4)] bits;
    - 31: a cut at the next rational point of a list, of the variable that the list says;
    - [32 + i]: a cut of variable [i] in the middle.
    Nothing has to be known of the decoding: [check] is sound for every tree. *)

From Coq Require Import Reals List ZArith Bool Lra Uint63.
From Interval Require Import Eval.Tree Interval.Float_full Float.Specific_ops Float.Specific_bigint.
From DlnCert.checker Require Import Specials Gradients Subdivision.
Import ListNotations.
Open Scope R_scope.

Module Float := SpecificFloat BigIntRadix2.
Module Arithmetic := FloatIntervalFull Float.
Module Checker := Subdivision Arithmetic.

(** ** Decoding *)

Definition byte_of (word : int) (k : nat) : nat :=
  Z.to_nat (Uint63.to_Z ((word >> (8 * Uint63.of_Z (Z.of_nat k))) land 255)%uint63).

Definition bytes (words : list int) : list nat :=
  flat_map (fun w => map (byte_of w) (seq 0 7)) words.

Definition leaf_of (b : nat) : tree :=
  Leaf (match Nat.modulo b 4 with 0 => Natural | 1 => Mean_value | _ => Monotone end)%nat
       (Pos.shiftl 64 (N.of_nat (Nat.div b 4))).

(** [fuel] bounds the depth. *)
Fixpoint decode_tree (fuel : nat) (l : list nat) (cuts : list (nat * rational))
    : option (tree * list nat * list (nat * rational)) :=
  match fuel, l with
  | S fuel, b :: l =>
    if (b <? 24)%nat then Some (leaf_of b, l, cuts) else
    let node := fun (make : tree -> tree -> tree) cuts =>
      match decode_tree fuel l cuts with
      | Some (low, l, cuts) =>
        match decode_tree fuel l cuts with
        | Some (high, l, cuts) => Some (make low high, l, cuts)
        | None => None
        end
      | None => None
      end in
    if (b =? 31)%nat then
      match cuts with (i, q) :: cuts => node (Cut i q) cuts | [] => None end
    else if (32 <=? b)%nat then node (Half (b - 32)) cuts else None
  | _, _ => None
  end.

Definition decode (words : list int) (cuts : list (nat * rational)) : option tree :=
  match decode_tree 2000 (bytes words) cuts with Some (t, _, _) => Some t | None => None end.

(** ** Checking *)

(** Leaves are tried with 40 bits, then with as many as they ask for, and halved at most twelve times. *)
Definition integer_leaf g h prog : form -> positive -> list range -> bool :=
  let constants := Checker.enclosed_constants Float.PtoP h in
  fun f bits => Checker.check_box Float.PtoP g prog constants 12 f [40%positive; bits].

(** [leaf] is to be told the goal, the function and its program. *)
Definition proves_by (leaf : goal -> func -> program -> form -> positive -> list range -> bool)
    (g : goal) (h : func) (box : list range) (words : list int) (cuts : list (nat * rational)) : bool :=
  match decode words cuts, compile h (length box) with
  | Some t, Some prog => let l := leaf g h prog in check_tree l t box
  | _, _ => false
  end.

Definition proves := proves_by integer_leaf.

Lemma integer_leaf_sound g h prog f bits box v : compile h (length box) = Some prog ->
  integer_leaf g h prog f bits box = true -> in_box box v -> holds g (value h v).
Proof.
  exact (Checker.check_box_sound Float.PtoP g h prog 12 f [40%positive; bits] box v).
Qed.

Lemma proves_by_tree leaf g h box words cuts : proves_by leaf g h box words cuts = true ->
  exists t prog, compile h (length box) = Some prog /\ check_tree (leaf g h prog) t box = true.
Proof.
  unfold proves_by. destruct (decode words cuts) as [t|]; [|discriminate].
  destruct (compile h (length box)) as [prog|]; [|discriminate]. intros H. now exists t, prog.
Qed.

Lemma proves_by_sound leaf g h box words cuts :
  (forall prog f bits box v, compile h (length box) = Some prog ->
     leaf g h prog f bits box = true -> in_box box v -> holds g (value h v)) ->
  proves_by leaf g h box words cuts = true -> forall v, in_box box v -> holds g (value h v).
Proof.
  intros Hl H v. destruct (proves_by_tree _ _ _ _ _ _ H) as [t [prog [E Ht]]].
  refine (check_tree_sound (leaf g h prog) (length box) (fun v => holds g (value h v)) t _ box v eq_refl Ht).
  intros f bits b w En. apply Hl. now rewrite En.
Qed.

Theorem proves_sound g h box words cuts : proves g h box words cuts = true ->
  forall v, in_box box v -> holds g (value h v).
Proof. exact (proves_by_sound integer_leaf g h box words cuts (integer_leaf_sound g h)). Qed.

(** ** Comparisons as signs of differences *)

Lemma gt_of_difference a b : 0 < a - b -> a > b.
Proof. lra. Qed.
Lemma ge_of_difference a b : 0 <= a - b -> a >= b.
Proof. lra. Qed.
Lemma lt_of_difference a b : 0 < b - a -> a < b.
Proof. lra. Qed.
Lemma le_of_difference a b : 0 <= b - a -> a <= b.
Proof. lra. Qed.

(** ** The tactic *)

(** [v] lies in the box, by linear arithmetic from the premises. *)
Ltac in_box :=
  cbv [in_box in_range real_of lower_end upper_end numerator denominator]; repeat split; lra.

(** Closes [0 < a] or [0 <= a], where [a] is convertible to the value of [f] at [v]. *)
Tactic Notation "subdivide" uconstr(g) uconstr(f) uconstr(box) uconstr(words) uconstr(cuts) uconstr(v) :=
  refine (proves_sound g f box words cuts _ v _); [vm_cast_no_check (eq_refl true)|in_box].
