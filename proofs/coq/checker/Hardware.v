(** * The same with the processor's floating-point numbers

    For trees of many leaves: the kernel's virtual machine computes with 53-bit numbers of the processor.
    A leaf that these do not show is tried as in Claims.v, with integers of any size.  Theorems proved in
    this way rest on Coq's axioms about the processor's numbers as well (axioms.floats). *)

From Coq Require Import Reals List.
From Interval Require Import Eval.Tree Interval.Float_full Float.Primitive_ops.
From DlnCert.checker Require Import Gradients Subdivision Claims.
Import ListNotations.
Open Scope R_scope.

Module HardwareArithmetic := FloatIntervalFull PrimitiveFloat.
Module HardwareChecker := Subdivision HardwareArithmetic.

Definition hardware_leaf g h prog : form -> positive -> list range -> bool :=
  let constants := HardwareChecker.enclosed_constants PrimitiveFloat.PtoP h in
  let exact := integer_leaf g h prog in
  fun f bits box =>
    if HardwareChecker.check_box PrimitiveFloat.PtoP g prog constants 8 f [53%positive] box then true
    else exact f bits box.

Definition hardware_proves := proves_by hardware_leaf.

Lemma hardware_leaf_sound g h prog f bits box v : compile h (length box) = Some prog ->
  hardware_leaf g h prog f bits box = true -> in_box box v -> holds g (value h v).
Proof.
  intros E. unfold hardware_leaf. destruct (HardwareChecker.check_box _ _ _ _ _ _ _ _) eqn:H; intros Hl Hv.
  - exact (HardwareChecker.check_box_sound PrimitiveFloat.PtoP g h prog 8 f [53%positive] box v E H Hv).
  - exact (integer_leaf_sound g h prog f bits box v E Hl Hv).
Qed.

Theorem hardware_proves_sound g h box words cuts : hardware_proves g h box words cuts = true ->
  forall v, in_box box v -> holds g (value h v).
Proof. exact (proves_by_sound hardware_leaf g h box words cuts (hardware_leaf_sound g h)). Qed.

(** As [subdivide], which it replaces in the files that import this one. *)
Tactic Notation "subdivide" uconstr(g) uconstr(f) uconstr(box) uconstr(words) uconstr(cuts) uconstr(v) :=
  refine (hardware_proves_sound g f box words cuts _ v _); [vm_cast_no_check (eq_refl true)|in_box].
