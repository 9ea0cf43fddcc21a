(** * The same with the processor's floating-point numbers

    Ten to fifty times as fast as Claims.v, for [dlncert export --coq --hardware]: the kernel's virtual
    machine computes with 53-bit numbers of the processor, whatever precision a leaf asks for.  Theorems
    proved in this way rest on Coq's axioms about these numbers as well (axioms.floats). *)

From Coq Require Import Reals List.
From Interval Require Import Eval.Tree Interval.Float_full Float.Primitive_ops.
From DlnCert.checker Require Import Subdivision Claims.
Open Scope R_scope.

Module HardwareArithmetic := FloatIntervalFull PrimitiveFloat.
Module HardwareChecker := Subdivision HardwareArithmetic.

Definition hardware_proves (g : goal) (f : func) (box : list range) (words : list Uint63.int)
    (cuts : list (nat * rational)) : bool :=
  match decode words cuts with
  | Some t => HardwareChecker.check PrimitiveFloat.PtoP g f box t
  | None => false
  end.

Theorem hardware_proves_sound g f box words cuts : hardware_proves g f box words cuts = true ->
  forall v, in_box box v -> holds g (value f v).
Proof.
  unfold hardware_proves. destruct (decode words cuts) as [t|]; [|discriminate].
  apply HardwareChecker.check_sound.
Qed.

(** As [subdivide], which it replaces in the files that import this one. *)
Tactic Notation "subdivide" uconstr(g) uconstr(f) uconstr(box) uconstr(words) uconstr(cuts) uconstr(v) :=
  refine (hardware_proves_sound g f box words cuts _ v _); [vm_cast_no_check (eq_refl true)|in_box].
