package safecsv.export;

/** Who hears what an export has to say before its end. Called from any thread. */
public interface ExportListener {
    /** Hears nothing, and lets everything go on. */
    ExportListener NONE = new ExportListener() {
        @Override
        public void notice(String sentence) {}

        @Override
        public void waiting(String reason) {}

        @Override
        public boolean goOn(String sentence) {
            return true;
        }
    };

    /** A sentence that the user should know now. */
    void notice(String sentence);

    /**
     * The export takes no rows for now. Called again whenever the reason's numbers change.
     *
     * @param reason a clause, such as "Threads_running 73 > 50"; null: it takes them again
     */
    void waiting(String reason);

    /**
     * The export is about to do something large.
     *
     * @param sentence what; without the question itself
     * @return whether it may; where nobody can be asked, true
     */
    boolean goOn(String sentence);
}
