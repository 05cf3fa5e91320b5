package safecsv.diff;

import safecsv.diff.plan.PlanChange;

/** Says what becomes of each conflict, by rules and by what a person answers. */
final class ConflictJudge {
    private final ConflictRules.Resolved rules;
    private final ConflictQuestion question;
    private ConflictPolicy fromNowOn;

    /** @param question null where no rule asks */
    ConflictJudge(ConflictRules.Resolved rules, ConflictQuestion question) {
        this.rules = rules;
        this.question = question;
    }

    /**
     * The policy for a conflict; never {@link ConflictPolicy#ASK}.
     *
     * @param column the one column whose cell it has; null where a whole row is decided
     */
    ConflictPolicy policy(ConflictReason reason, PlanChange conflict, String column) {
        ConflictPolicy policy = rules.policy(conflict.key(), column);
        if (policy != ConflictPolicy.ASK) {
            return policy;
        }
        if (fromNowOn != null) {
            return fromNowOn;
        }
        return switch (question.ask(reason, conflict)) {
            case KEEP_DATABASE -> ConflictPolicy.KEEP_DATABASE;
            case TAKE_CSV -> ConflictPolicy.TAKE_CSV;
            case SKIP -> ConflictPolicy.FAIL;
            case KEEP_DATABASE_FROM_NOW_ON -> {
                fromNowOn = ConflictPolicy.KEEP_DATABASE;
                yield fromNowOn;
            }
            case TAKE_CSV_FROM_NOW_ON -> {
                fromNowOn = ConflictPolicy.TAKE_CSV;
                yield fromNowOn;
            }
        };
    }
}
