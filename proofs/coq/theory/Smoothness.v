(** * Theorem 1.8, as smoothness

    The entropy has derivatives of every order on the open orthant, through [s i = s j]; the
    closed chamber is part of the orthant.  Proved here is smoothness (class C-infinity), for every
    real [nu], infinite depth included; the paper's real analyticity is in Analyticity.v.

    [smooth n d U f]: [f] is [n] times differentiable at the points of [U], with partial
    derivatives that are [n - 1] times differentiable, in the sense of [is_gradient]. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Entropy Gradient.
Open Scope R_scope.

(** ** Functions of one variable *)

Fixpoint smooth1 (n : nat) (V : R -> Prop) (f : R -> R) : Prop :=
  match n with
  | O => True
  | S n => exists f', (forall x, V x -> is_derive f x (f' x)) /\ smooth1 n V f'
  end.

Lemma smooth1_pred n V f : smooth1 (S n) V f -> smooth1 n V f.
Proof.
  revert f. induction n as [|n IH]; [easy|]. intros f [f' [H1 H2]].
  exists f'. split; [exact H1|]. now apply IH.
Qed.

Lemma smooth1_const n V a : smooth1 n V (fun _ => a).
Proof.
  revert a. induction n as [|n IH]; [easy|]. intros a. exists (fun _ => 0).
  split; [|apply IH]. intros x _. apply @is_derive_const.
Qed.

Lemma smooth1_id n V : smooth1 n V (fun x => x).
Proof.
  destruct n as [|n]; [easy|]. exists (fun _ => 1). split; [|apply smooth1_const].
  intros x _. apply (@is_derive_id R_AbsRing).
Qed.

Lemma smooth1_plus n V f g : smooth1 n V f -> smooth1 n V g -> smooth1 n V (fun x => f x + g x).
Proof.
  revert f g. induction n as [|n IH]; [easy|]. intros f g [f' [Hf Hf']] [g' [Hg Hg']].
  exists (fun x => f' x + g' x). split; [|now apply IH].
  intros x Hx. apply @is_derive_plus; auto.
Qed.

Lemma smooth1_mult n V f g : smooth1 n V f -> smooth1 n V g -> smooth1 n V (fun x => f x * g x).
Proof.
  revert f g. induction n as [|n IH]; [easy|]. intros f g HF HG.
  assert (HF' := smooth1_pred _ _ _ HF). assert (HG' := smooth1_pred _ _ _ HG).
  destruct HF as [f' [Hf Hf']]. destruct HG as [g' [Hg Hg']].
  exists (fun x => f' x * g x + f x * g' x). split.
  - intros x Hx. apply is_derive_mult_R; auto.
  - apply smooth1_plus; now apply IH.
Qed.

Lemma smooth1_comp n V W f g : smooth1 n V f -> smooth1 n W g -> (forall x, V x -> W (f x)) ->
  smooth1 n V (fun x => g (f x)).
Proof.
  revert f g. induction n as [|n IH]; [easy|]. intros f g HF [g' [Hg Hg']] HVW.
  assert (HF' := smooth1_pred _ _ _ HF). destruct HF as [f' [Hf Hf']].
  exists (fun x => g' (f x) * f' x). split.
  - intros x Hx. apply is_derive_comp_R; auto.
  - apply smooth1_mult; [now apply IH|exact Hf'].
Qed.

Lemma smooth1_inv n (V : R -> Prop) : (forall x, V x -> x <> 0) -> smooth1 n V Rinv.
Proof.
  intros HV. induction n as [|n IH]; [easy|].
  exists (fun x => -1 * (/ x * / x)). split.
  - intros x Hx. assert (H := HV x Hx). auto_derive; [exact H|]. field. exact H.
  - apply smooth1_mult; [apply smooth1_const|now apply smooth1_mult].
Qed.

Definition positive (x : R) : Prop := 0 < x.

Lemma smooth1_ln n : smooth1 n positive ln.
Proof.
  destruct n as [|n]; [easy|]. exists Rinv. split.
  - intros x Hx. now apply is_derive_Reals, derivable_pt_lim_ln.
  - apply smooth1_inv. unfold positive. intros; lra.
Qed.

(** Power series that converge everywhere. *)
Lemma smooth1_pseries n V a : CV_radius a = p_infty -> smooth1 n V (PSeries a).
Proof.
  revert a. induction n as [|n IH]; [easy|]. intros a Ha. exists (PSeries (PS_derive a)). split.
  - intros x _. apply is_derive_PSeries. rewrite Ha. exact I.
  - apply IH. now rewrite CV_radius_derive.
Qed.

(** [g] has derivatives of every order everywhere, zero included. *)
Theorem smooth1_g n : smooth1 n (fun _ => True) g.
Proof.
  assert (E : g = fun u => ln (sinhc_series (u * u))).
  { apply FunctionalExtensionality.functional_extensionality. intros u. unfold g.
    rewrite sinhc_eq. do 2 f_equal. ring. }
  rewrite E. apply (smooth1_comp n _ positive); [|apply smooth1_ln|].
  - apply (smooth1_comp n _ (fun _ => True) (fun u => u * u)); [| |easy].
    + apply smooth1_mult; apply smooth1_id.
    + apply smooth1_pseries, sinhc_radius.
  - intros u _. unfold positive. replace (u * u) with (u^2) by ring. rewrite <- sinhc_eq.
    apply sinhc_pos.
Qed.

(** ** Functions of several variables *)

Fixpoint smooth (n d : nat) (U : vec -> Prop) (f : vec -> R) : Prop :=
  match n with
  | O => True
  | S n => exists p : nat -> vec -> R,
      (forall s, U s -> is_gradient d f s (fun i => p i s)) /\
      forall i, (i < d)%nat -> smooth n d U (p i)
  end.

Section Smooth.

Variables (d : nat) (U : vec -> Prop).

Lemma smooth_pred n f : smooth (S n) d U f -> smooth n d U f.
Proof.
  revert f. induction n as [|n IH]; [easy|]. intros f [p [H1 H2]].
  exists p. split; [exact H1|]. intros i Hi. now apply IH, H2.
Qed.

Lemma smooth_const n a : smooth n d U (fun _ => a).
Proof.
  revert a. induction n as [|n IH]; [easy|]. intros a. exists (fun _ _ => 0). split.
  - intros s _ c t v _ _. evar_last; [apply @is_derive_const|].
    unfold dot, zero; simpl. rewrite (sum_ext d _ (fun _ => 0)); [now rewrite sum_zero|].
    intros; ring.
  - intros i _. apply IH.
Qed.

Lemma smooth_coordinate n i : (i < d)%nat -> smooth n d U (fun s => s i).
Proof.
  intros Hi. destruct n as [|n]; [easy|].
  exists (fun j _ => if Nat.eqb j i then 1 else 0). split.
  - intros s _ c t v _ Hv. evar_last; [now apply Hv|].
    unfold dot. rewrite (sum_single d i _ Hi), Nat.eqb_refl; [now rewrite Rmult_1_l|].
    intros j _ Hj. apply Nat.eqb_neq in Hj. rewrite Hj. ring.
  - intros j _. apply smooth_const.
Qed.

Lemma smooth_plus n f g : smooth n d U f -> smooth n d U g -> smooth n d U (fun s => f s + g s).
Proof.
  revert f g. induction n as [|n IH]; [easy|]. intros f g [p [Hf Hp]] [q [Hg Hq]].
  exists (fun i s => p i s + q i s). split.
  - intros s Hs c t v Hc Hv. evar_last.
    + apply @is_derive_plus; [exact (Hf s Hs c t v Hc Hv)|exact (Hg s Hs c t v Hc Hv)].
    + unfold dot, plus; simpl. rewrite <- sum_plus. apply sum_ext. intros; ring.
  - intros i Hi. apply IH; auto.
Qed.

Lemma smooth_mult n f g : smooth n d U f -> smooth n d U g -> smooth n d U (fun s => f s * g s).
Proof.
  revert f g. induction n as [|n IH]; [easy|]. intros f g HF HG.
  assert (HF' := smooth_pred _ _ HF). assert (HG' := smooth_pred _ _ HG).
  destruct HF as [p [Hf Hp]]. destruct HG as [q [Hg Hq]].
  exists (fun i s => p i s * g s + f s * q i s). split.
  - intros s Hs c t v Hc Hv. evar_last.
    + apply (is_derive_mult_R (fun t => f (c t)) (fun t => g (c t)));
        [exact (Hf s Hs c t v Hc Hv)|exact (Hg s Hs c t v Hc Hv)].
    + cbv beta. rewrite Hc. unfold dot. rewrite Rmult_comm, <- !sum_scal, <- sum_plus.
      apply sum_ext. intros; ring.
  - intros i Hi. apply smooth_plus; apply IH; auto.
Qed.

Lemma smooth_comp n W f g : smooth n d U f -> smooth1 n W g -> (forall s, U s -> W (f s)) ->
  smooth n d U (fun s => g (f s)).
Proof.
  revert f g. induction n as [|n IH]; [easy|]. intros f g HF [g' [Hg Hg']] HUW.
  assert (HF' := smooth_pred _ _ HF). destruct HF as [p [Hf Hp]].
  exists (fun i s => g' (f s) * p i s). split.
  - intros s Hs c t v Hc Hv. evar_last.
    + apply (is_derive_comp_R g (fun t => f (c t)));
        [apply Hg; rewrite Hc; now apply HUW|exact (Hf s Hs c t v Hc Hv)].
    + cbv beta. rewrite Hc. unfold dot. rewrite <- sum_scal. apply sum_ext. intros; ring.
  - intros i Hi. apply smooth_mult; [now apply IH|now apply Hp].
Qed.

Lemma smooth_scal n a f : smooth n d U f -> smooth n d U (fun s => a * f s).
Proof. intros H. apply smooth_mult; [apply smooth_const|exact H]. Qed.

Lemma smooth_sum n m (F : nat -> vec -> R) : (forall i, (i < m)%nat -> smooth n d U (F i)) ->
  smooth n d U (fun s => \sum_(i < m) F i s).
Proof.
  induction m as [|m IH]; intros H; simpl; [apply smooth_const|].
  apply smooth_plus; [apply IH; auto|apply H; auto].
Qed.

Lemma smooth_sum_pairs n (F : nat -> nat -> vec -> R) :
  (forall i j, (i < j < d)%nat -> smooth n d U (F i j)) ->
  smooth n d U (fun s => \sum_(i < j < d) F i j s).
Proof.
  intros H. unfold sum_pairs. apply (smooth_sum n d (fun j s => \sum_(i < j) F i j s)).
  intros j Hj. apply (smooth_sum n j (fun i s => F i j s)). intros i Hi. apply H. lia.
Qed.

End Smooth.

(** ** Theorem 1.8 *)

Lemma smooth_log n d i : (i < d)%nat -> smooth n d (orthant d) (fun s => ln (s i)).
Proof.
  intros Hi. apply (smooth_comp d _ n positive (fun s => s i)).
  - now apply smooth_coordinate.
  - apply smooth1_ln.
  - intros s Hs. now apply Hs.
Qed.

Theorem Theorem_1_8 n nu d : smooth n d (orthant d) (entropy nu d).
Proof.
  unfold entropy, log_entropy. apply smooth_scal. apply smooth_sum_pairs. intros i j Hij.
  assert (Hi := smooth_log n d i ltac:(lia)). assert (Hj := smooth_log n d j ltac:(lia)).
  assert (Hu : smooth n d (orthant d) (fun s => ln (s i) - ln (s j))).
  { apply (smooth_plus d _ n (fun s => ln (s i)) (fun s => - ln (s j))); [exact Hi|].
    assert (E : (fun s : vec => - ln (s j)) = fun s => -1 * ln (s j))
      by (apply FunctionalExtensionality.functional_extensionality; intros; ring).
    rewrite E. now apply smooth_scal. }
  assert (Hg : forall a, smooth n d (orthant d) (fun s => g (a * (ln (s i) - ln (s j))))).
  { intros a. apply (smooth_comp d _ n (fun _ => True) (fun s => a * (ln (s i) - ln (s j))));
      [now apply smooth_scal|apply smooth1_g|easy]. }
  assert (E : (fun s : vec => (1 - nu) * (ln (s i) + ln (s j)) + g (ln (s i) - ln (s j))
      - g (nu * (ln (s i) - ln (s j))))
    = fun s => ((1 - nu) * (ln (s i) + ln (s j)) + g (1 * (ln (s i) - ln (s j))))
      + -1 * g (nu * (ln (s i) - ln (s j)))).
  { apply FunctionalExtensionality.functional_extensionality. intros s. rewrite Rmult_1_l. ring. }
  rewrite E. apply smooth_plus; [apply smooth_plus|].
  - now apply smooth_scal, smooth_plus.
  - apply Hg.
  - apply smooth_scal, Hg.
Qed.
